import type { World } from '../../../world/world';
import type { Mark } from '../../marks';
import type { PictureContainer } from '../../picture-containers';
import { d, line, path, rect, words, type Shape } from '../../shapes/shape';
import { textWidth } from '../../text/fit';
import { part } from '../part';
import { longest } from '../sheet';
import type { Places } from './places';

/** The address at which others reach this machine; empty where it is not known. */
export function machineAddress(world: World): string {
  const endpoint = world.link.endpoint;
  if (endpoint?.remote === true)
    return /^[a-z]+:\/\/(?:[^@/]*@)?(\[[^\]]+\]|[^:/]+)/.exec(endpoint.address)?.[1] ?? '';
  return world.host?.address ?? '';
}

const FACE = { size: 13, mono: true, weight: 560 } as const;

interface Plate {
  readonly c: PictureContainer;
  readonly port: PictureContainer['ports'][number];
  readonly more: number;
  readonly riser: number;
  readonly boxX: number;
  x: number;
  text: string;
  w: number;
}

/** A published port is an opening in the wall with a riser to its box; one for this machine alone hangs inside. */
export function portMarks(world: World, p: Places, boxes: ReadonlyMap<string, PictureContainer>): Mark[] {
  const address = machineAddress(world);
  const plates = p.columns.flatMap((column): Plate[] => {
    const c = boxes.get(column.c.id);
    const port = c?.ports.find((each) => !each.local) ?? c?.ports[0];
    if (!c || !port) return [];
    return [
      {
        c,
        port,
        more: c.ports.length - 1,
        riser: column.x - 13,
        boxX: column.x,
        x: column.x - 22,
        text: '',
        w: 0,
      },
    ];
  });
  for (const [local, own] of [
    [false, plates.filter((plate) => !plate.port.local)],
    [true, plates.filter((plate) => plate.port.local)],
  ] as const) {
    own.forEach((plate, i) => {
      const next = own[i + 1]?.x ?? p.right - 8;
      const more = plate.more > 0 ? ` +${String(plate.more)}` : '';
      const where = local ? '127.0.0.1' : address;
      const whole = `${where}:${String(plate.port.outside)}${more}`;
      const room = (local ? Math.min(next, plate.x + p.step - 10) : next) - plate.x - 12;
      plate.text = textWidth(whole, FACE) + 16 <= room ? whole : `:${String(plate.port.outside)}${more}`;
      plate.w = textWidth(plate.text, FACE) + 16;
    });
  }
  return plates.map((plate, i) => plateMark(p, plate, plates[i + 1]?.x ?? p.right - 8));
}

function plateMark(p: Places, plate: Plate, next: number): Mark {
  const { port, c, riser } = plate;
  const wallY = p.wall.y;
  const y = port.local ? wallY + 10 : wallY - 38;
  const into = p.boxY + 46;
  const shapes: Shape[] = [];
  if (!port.local)
    shapes.push(
      rect(riser - 6, wallY - 9, 12, 10, { fill: 'bg' }),
      line(riser - 6, wallY - 9, riser - 6, wallY + 1, { sw: 2.5 }),
      line(riser + 6, wallY - 9, riser + 6, wallY + 1, { sw: 2.5 }),
    );
  shapes.push(
    path(d`M${riser},${y + 22}V${into}H${plate.boxX - 6}`, { stroke: 'ink', sw: 2 }),
    path(d`M${plate.boxX - 9},${into - 5}L${plate.boxX + 1},${into}L${plate.boxX - 9},${into + 5}Z`, {
      fill: 'ink',
    }),
    rect(plate.x, y, plate.w, 22, { fill: 'sheet', stroke: 'ink', sw: 1.5 }),
    words(plate.x + 8, y + 15.5, plate.text, FACE),
  );
  const inside = `port ${String(port.inside)}${port.protocol === 'tcp' ? '' : `/${port.protocol}`}`;
  const says = port.local
    ? []
    : [
        `published: through the wall to ${c.name}, ${inside}`,
        `through the wall to ${inside}`,
        `to ${inside}`,
      ];
  const room = next - plate.x - plate.w - 20;
  const fits = says.filter((text) => textWidth(text, { size: 13 }) <= room);
  if (fits.length > 0)
    shapes.push(words(plate.x + plate.w + 9, y + 15.5, longest(fits, room), { fill: 'ink-2' }));
  return part(
    `port ${c.id} ${String(port.outside)}/${port.protocol}`,
    { x: plate.x, y, w: plate.w, h: 22 },
    shapes,
    {
      kind: 'port',
      id: `${c.id} ${String(port.outside)}`,
      words: `port ${String(port.outside)} of this machine${port.local ? ', only from this machine: no opening outside' : ''}, leads to ${inside} of ${c.name}`,
    },
  );
}
