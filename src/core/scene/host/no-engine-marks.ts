import type { World } from '../../world/world';
import type { Frame } from '../layout/frame';
import type { Mark } from '../marks';
import type { Picture } from '../picture';

/** The picture without an engine: what is missing is dashed, the break stands where it is, a sheet names the remedy. */
export function absentMarks(picture: Picture, f: Frame, world: World): Mark[] {
  const diagnosis = picture.link.state === 'absent' ? picture.link.diagnosis : null;
  const y = f.door.y;
  const cliRight = f.cli.x + f.cli.w - 8;
  const code = diagnosis?.code;
  const marks: Mark[] = [
    {
      kind: 'shelf',
      key: 'shelf',
      box: f.shelf,
      data: { facts: '', boards: [], small: f.small, missing: true },
      subject: null,
    },
  ];

  let bx = f.x0 - f.wall / 2;
  if (!diagnosis) {
    bx = f.x0 + 20;
    marks.push({
      kind: 'break',
      key: 'break',
      box: { x: bx, y, w: 0, h: 0 },
      data: { kind: 'bead', from: cliRight, bad: false },
      subject: null,
    });
  } else if (code === 'no-permission') {
    bx = f.engine.x;
    marks.push({
      kind: 'break',
      key: 'break',
      box: { x: bx, y, w: 0, h: 0 },
      data: { kind: 'padlock', from: cliRight, bad: true },
      subject: null,
    });
  } else {
    if (code === 'not-installed') bx = cliRight - 26;
    marks.push({
      kind: 'break',
      key: 'break',
      box: { x: bx, y, w: 0, h: 0 },
      data: { kind: 'cross', from: code === 'not-installed' ? bx : cliRight, bad: true },
      subject: null,
    });
  }

  const loading = diagnosis
    ? []
    : [
        {
          state: world.engine || world.link.state === 'live' ? ('ok' as const) : ('wait' as const),
          words: world.engine ? `${picture.engine.name} answers` : `asking ${picture.door} …`,
        },
        ...(['containers', 'images', 'networks', 'volumes'] as const).map((part) => ({
          state: world.known[part] ? ('ok' as const) : ('wait' as const),
          words: part,
        })),
      ];
  const lines = diagnosis ? diagnosis.checks.length : loading.length;
  const need =
    102 +
    30 * lines +
    (diagnosis ? (diagnosis.command === null ? 34 : 84) + 24 * (1 + (diagnosis.more === null ? 0 : 1)) : 20);
  const w = Math.min(708, f.area.w + 28);
  const x = f.area.x - 14;
  const bottom = f.area.y + f.area.h - 40;
  const top = Math.max(f.top + 12, Math.min(bottom - need, f.top + (f.H < 700 ? 18 : 74)));
  const leader: (readonly [number, number])[] =
    code === 'not-installed'
      ? [
          [bx + 14, y],
          [f.x0 + 14, y],
          [f.x0 + 60, f.engine.y - 24],
          [x, f.engine.y - 24],
          [x, top + 34],
        ]
      : [
          [bx + 10, y - 13],
          [f.x0 + 60, f.engine.y - 24],
          [x, f.engine.y - 24],
          [x, top + 34],
        ];
  marks.push({
    kind: 'diagnosis',
    key: 'diagnosis',
    box: { x, y: top, w, h: need },
    data: { diagnosis, loading, leader },
    subject: null,
  });
  return marks;
}

/** The last picture stays, hatched over; the cross sits in the door, a plate in the notch says since when. */
export function lostMarks(picture: Picture, f: Frame, clock: ((ms: number) => string) | undefined): Mark[] {
  const since = picture.link.since;
  const at = since !== null && clock ? clock(since) : null;
  const lines = [
    at === null ? 'The picture is as it was then.' : `The picture is as at ${at}.`,
    'Trying again all the time.',
  ];
  const h = 28 + lines.length * 20 + 14;
  const notch = { x: f.margin - 4, y: f.notch - 24 - h, w: f.cli.w, h };
  return [
    {
      kind: 'lost',
      key: 'lost',
      box: { x: f.x0, y: f.top, w: f.x1 - f.x0, h: f.engine.y + f.engine.h - f.top },
      data: { doorY: f.door.y, x0: f.x0 - f.wall / 2, engine: f.engine, notch, title: 'No answer', lines },
      subject: null,
    },
  ];
}
