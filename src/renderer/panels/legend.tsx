import type { GlyphKind } from '../../core/scene/shapes/glyphs';
import { GlyphIcon } from '../ui/glyph-icon';
import { PanelHead } from './panel-head';

const STATES: readonly (readonly [GlyphKind, string, string])[] = [
  ['created', 'Created', 'made, never started'],
  ['running', 'Running', 'its process stands on the kernel'],
  ['paused', 'Paused', 'held: keeps its place, gets no time'],
  ['restarting', 'Restarting', 'ended; the engine starts it again'],
  ['done', 'Exited (0)', 'its process is done'],
  ['failed', 'Exited (1)', 'ended with an error'],
  ['oom', 'Exited (137)', 'ended for want of memory'],
  ['dead', 'Dead', 'could not be removed'],
  ['healthy', 'Healthy', 'its health check passes'],
  ['unhealthy', 'Unhealthy', 'its health check fails'],
];

const MARKS: readonly (readonly [string, string])[] = [
  ['Solid slab', 'stored here: a read-only layer of an image, on the shelf'],
  ['Hollow floor', 'the same bytes, seen again under a container'],
  ['Dotted roof', 'the container’s own thin writable layer'],
  ['Lit room', 'a process runs in it'],
  ['Pile to the ground', 'that process, standing on the host’s one kernel'],
  ['Pipe above', 'a network, and who is plugged into it'],
  ['Drum below', 'a volume: it outlives its containers'],
  ['Opening in the wall', 'a published port'],
  ['Numbered ticket', 'a request to the engine; the number leads its row in Requests'],
];

const KEYS: readonly (readonly [string, string])[] = [
  ['Arrow keys', 'walk the picture'],
  ['1 to 9', 'the views'],
  ['Enter', 'what is this?'],
  ['Esc', 'back'],
  ['/ or Tab', 'to the prompt'],
  ['+ − 0', 'zoom, and fit again'],
  ['Space', 'hold the stage, or let it go on'],
  ['.', 'one motion on'],
  ['[ and ]', 'slower, faster'],
  ['R', 'the last command once more'],
  ['N', 'to now: draw what waits at once'],
  ['K', 'thirteen commands to begin with'],
  ['M', 'commands for what is chosen (or right click)'],
  ['E', 'which engine this is, and the way to another'],
  ['D', 'what the chosen container changed'],
  ['C', 'copy the address of this view'],
  ['X I ` ? T', 'requests, inspector, terminal, legend, theme'],
];

/** What the shapes mean. Each state has its own shape; colour only helps. */
export function Legend() {
  return (
    <aside className="panel" aria-label="Legend">
      <PanelHead title="Legend" />
      <div className="legend" tabIndex={0} role="region" aria-label="What the shapes mean">
        <h3>States</h3>
        <ul>
          {STATES.map(([kind, name, words]) => (
            <li key={kind}>
              <GlyphIcon kind={kind} />
              <span>
                <b>{name}</b> {words}
              </span>
            </li>
          ))}
        </ul>
        <h3>Marks</h3>
        <dl>
          {MARKS.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <h3>Keys</h3>
        <dl>
          {KEYS.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </div>
    </aside>
  );
}
