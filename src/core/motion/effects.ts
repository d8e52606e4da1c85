import type { Scene } from '../scene/marks';
import type { Fx } from '../scene/shapes/fx';
import type { Shape } from '../scene/shapes/shape';
import type { Act } from './act';
import { overlayOf } from './overlay';
import { EASES, motionRow } from './table';

export interface Effects {
  /** By mark key: how far its parts are. */
  readonly fx: ReadonlyMap<string, Fx>;
  /** What travels, above all marks. */
  readonly overlay: readonly Shape[];
}

const NONE: Effects = { fx: new Map(), overlay: [] };

/**
 * What an act does to a scene at `p`. Acts of one entry follow each other: those that came before hold their end,
 * those still to come hold their beginning.
 */
export function effectsOf(scene: Scene, acts: readonly Act[], index: number, p: number): Effects {
  const act = acts[index];
  if (!act) return NONE;
  const fx = new Map<string, Record<string, number>>();
  const set = (key: string, values: Record<string, number>): void =>
    void fx.set(key, { ...fx.get(key), ...values });
  acts.forEach((other, i) => {
    const row = motionRow(other.motion);
    const at = i < index ? 1 : i > index ? 0 : EASES[row.ease](p);
    if (i > index && row.shows === 'before') return;
    if (i < index && motionRow(act.motion).shows === 'after' && row.shows === 'before') return;
    for (const subject of [other.subject, ...other.also]) apply(scene, { ...other, subject }, at, set);
  });
  light(act, p, set);
  return { fx, overlay: overlayOf(scene, act, p) };
}

type Setter = (key: string, values: Record<string, number>) => void;

function apply(scene: Scene, act: Act, p: number, set: Setter): void {
  const box = `container ${act.subject}`;
  switch (act.motion) {
    case 'place': {
      const mark = scene.marks.find((m) => m.key === box);
      const shelf = scene.frame.shelf;
      set(box, { place: p, floor: p, roof: 0, fromX: mark ? mark.box.x - shelf.x : 0, fromY: 0 });
      for (const m of scene.marks)
        if (m.key.startsWith(`plug ${act.subject} ${act.label}`)) set(m.key, { plug: 0 });
      return;
    }
    case 'roof':
      set(box, { roof: p });
      return;
    case 'pile':
      set(box, { pile: p, light: 0 });
      set(`pile ${act.subject}`, { pile: p });
      return;
    case 'light':
      set(box, { light: p });
      return;
    case 'leave':
      set(box, { pile: 1 - p });
      set(`pile ${act.subject}`, { pile: 1 - p });
      return;
    case 'dark':
      set(box, { light: 1 - p });
      return;
    case 'stamp':
      set(box, { stamp: p });
      return;
    case 'plug':
    case 'unplug':
      for (const m of scene.marks)
        if (m.key.startsWith(`plug ${act.subject} ${act.label}`))
          set(m.key, { plug: act.motion === 'plug' ? p : 1 - p });
      return;
    case 'mount':
    case 'unmount':
      for (const m of scene.marks) {
        if (m.kind !== 'drum' || m.subject?.id !== act.subject) continue;
        const q = act.motion === 'mount' ? p : 1 - p;
        set(m.key, act.from['rise'] === 0 ? { rise: q, stem: q } : { stem: q });
      }
      return;
    case 'layer':
      for (const m of scene.marks) if (m.key === `slab ${act.label}`) set(m.key, { rise: p });
      return;
    case 'exists':
      for (const m of scene.marks) if (`${m.key} `.startsWith(`slab ${act.label} `)) set(m.key, { blink: p });
      return;
    case 'exec':
      set(box, { exec: p });
      return;
    case 'execEnd':
      set(box, { exec: 1 - p });
      return;
    case 'pause':
      set(box, { blinds: p });
      return;
    case 'unpause':
      set(box, { blinds: 1 - p });
      return;
    case 'remove':
      set(box, { gone: 1 - p, lift: p });
      return;
    case 'shelve':
      for (const m of scene.marks)
        if (m.kind === 'slab' && m.key.endsWith(act.subject)) set(m.key, { settle: p });
      return;
    case 'bytes':
    case 'extract':
      flow(scene, act, p, set);
      return;
    case 'output':
      set(`output ${act.subject}`, { lines: (act.from['lines'] ?? 0) + (1 - (act.from['lines'] ?? 0)) * p });
      return;
    default:
      return;
  }
}

/** A slab fills left to right by its bytes; its hatch clears as it is unpacked. */
function flow(scene: Scene, act: Act, p: number, set: Setter): void {
  for (const m of scene.marks) {
    if (m.kind !== 'slab' || m.data.layer.coming === undefined) continue;
    const id = m.data.layer.chain.replace(/^coming /, '');
    const from = act.from[id];
    const to = m.data.layer.coming.part ?? 1;
    if (from !== undefined) set(m.key, { part: from + (to - from) * p });
    if (act.from[`clear ${id}`] !== undefined) set(m.key, { clear: p });
  }
}

/** Which part of the engine, and whether the command line, is at work during an act. */
function light(act: Act, p: number, set: Setter): void {
  switch (act.motion) {
    case 'enter':
    case 'output':
    case 'wire':
      set('cli', { lit: 1 });
      set('cable', { lit: 1 });
      return;
    case 'ask':
      set(p < 0.5 ? 'cli' : 'cell 0', { lit: 1 });
      set('cli', { lit: 1 });
      return;
    case 'answer':
      set('cli', { lit: 1 });
      return;
    case 'search':
    case 'step':
    case 'layer':
    case 'place':
      set('cell 0', { lit: 1 });
      return;
    case 'fetch':
    case 'bytes':
      set('cell 0', { lit: 1 });
      set('wire', { on: 1 });
      return;
    case 'extract':
    case 'mount':
    case 'signal':
    case 'exec':
      set('cell 1', { lit: 1 });
      return;
    case 'hand':
      if (p < 0.4) set('cell 0', { lit: 1 });
      if (p >= 0.3 && p < 0.75) set('cell 1', { lit: 1 });
      if (p >= 0.65) set('cell 2', { lit: 1 });
      return;
    case 'pile':
      set('cell 2', { lit: 1 });
      return;
    default:
      return;
  }
}
