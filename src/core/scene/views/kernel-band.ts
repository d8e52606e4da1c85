import type { Box } from '../layout/frame';
import type { Mark } from '../marks';
import type { Picture } from '../picture';
import { line, path, rect, words, d } from '../shapes/shape';
import { part } from './part';

/** The one kernel that every process stands on: the host's, or that of the virtual machine with the engine in it. */
export function kernelBand(picture: Picture, box: Box, says: string, textX = box.x + 18, max = 220): Mark {
  const vm = picture.vm;
  const face = vm ? 'k-vm-face' : 'k-host-face';
  const kernel = vm?.kernel ?? picture.host.kernel;
  const title = kernel === '' ? picture.host.os : /^\d/.test(kernel) ? `Linux ${kernel}` : kernel;
  const mid = box.y + box.h / 2;
  const two = box.h >= 44;
  return part(
    vm ? 'vm' : 'host',
    box,
    [
      rect(box.x, box.y, box.w, box.h, { fill: face }),
      rect(box.x, box.y, box.w, box.h, { fill: vm ? 'url(#glass)' : 'url(#earth)', op: 0.34 }),
      line(box.x, box.y, box.x + box.w, box.y, { sw: 1.5 }),
      rect(box.x, box.y + 1, 6, box.h - 1, { fill: vm ? 'k-vm' : 'k-host' }),
      words(textX, two ? mid - 3 : mid + 5, title, { size: two ? 17 : 15, weight: 640, halo: face, max }),
      ...(two ? [words(textX, mid + 16, says, { halo: face, max })] : []),
    ],
    vm
      ? { kind: 'vm', id: vm.name, words: `${vm.name}, ${title}, ${says}` }
      : { kind: 'host', id: 'host', words: `${title}, ${says}` },
  );
}

/** A process: from its box down into the kernel. */
export function pileMark(
  id: string,
  pid: number | null,
  at: { readonly x: number; readonly top: number; readonly tip: number; readonly words: boolean },
  vm: boolean,
): Mark {
  return {
    kind: 'pile',
    key: `pile ${id}`,
    box: { x: at.x - 4, y: at.top, w: 8, h: at.tip - at.top },
    data: {
      pid,
      top: at.top,
      tip: at.tip,
      pidX: at.words ? at.x + 12 : null,
      pidAnchor: 'start',
      vm,
    },
    subject: null,
  };
}

/** A small pile, where the boxes are flat: only that it is there. */
export const shortPile = (x: number, top: number, tip: number) => [
  rect(x - 3, top, 6, tip - top, { fill: 'lit', stroke: 'ink', sw: 1 }),
  path(d`M${x - 3},${tip}h6l-3,6Z`, { fill: 'lamp', stroke: 'ink', sw: 1 }),
];
