import { cutWall } from '../cut-wall';
import type { World } from '../../../world/world';
import { clamp, frameOf, type Box } from '../../layout/frame';
import type { Mark, Scene } from '../../marks';
import { pictureOf, type Picture } from '../../picture';
import { d, line, rect, words } from '../../shapes/shape';
import { kernelBand } from '../kernel-band';
import { part } from '../part';
import { longest, sheetOf } from '../sheet';
import type { Draw } from '../view';
import { cellMark, endMarks } from './end-marks';
import { keepsMarks } from './keeps-marks';
import { requestsSheet } from './requests-sheet';

const SAYS = ['What a docker command passes through. Each does one thing.'];
const FOOT = [
  'Podman, containerd and CRI-O run the same images: the format is a standard (OCI).',
  'The format of images is a standard (OCI).',
];

/** One name, several tools: the command, the API at the door, the daemon, its helpers, and the processes at the end. */
export const mapScene: Draw = (world, viewport, options) => {
  const picture = pictureOf(world, options.now);
  const sheet = sheetOf(picture, viewport, { title: 'One name, several tools', sub: SAYS }, options.clock);
  const { x0, x1, y0, small } = sheet;
  const width = x1 - x0;
  const wallFoot = sheet.y1 - (small ? 10 : 34);
  const bandH = small ? 44 : 54;
  const floor = wallFoot - bandH;
  const left = clamp(width * 0.17, 112, 250);
  const ex = x0 + left;
  const cellH = small ? 70 : 92;
  const cellY = floor - cellH - (small ? 26 : 38);
  const gap = width > 1000 ? 56 : 34;
  const cellW = clamp(width * 0.155, 104, 230);
  const cli: Box = { x: x0 + 12, y: cellY, w: left - 20, h: cellH };
  const daemon: Box = { x: ex + gap * 0.8, y: cellY, w: cellW, h: cellH };
  const minder: Box = { x: daemon.x + cellW + gap, y: cellY, w: cellW, h: cellH };
  const rest = minder.x + cellW + gap;
  const top = y0 + 8;
  const doorY = cellY + cellH / 2;
  const wallBox = { x: x0, y: top, w: width, h: wallFoot - top };
  const engine: Box = { x: ex, y: top, w: x1 - ex, h: floor - top };
  const cells = [daemon, minder];
  const frame = {
    ...frameOf(picture, viewport.W, viewport.H),
    margin: x0 + 4,
    cli,
    door: { x: ex, y: doorY },
    engine: { ...engine, y: cellY - 8 },
    cells,
  };
  const upper = { x: daemon.x, y: top + 44, w: minder.x + cellW - daemon.x, h: 88 };
  const requests = requestsSheet(world, {
    x: daemon.x,
    y: upper.y + 112,
    w: upper.w,
    h: cellY - 34 - upper.y - 112,
  });
  const keeps = keepsMarks(world, picture, upper, upper.y + 106, daemon);
  const ends = endMarks(world, picture, options, {
    x: rest,
    right: x1 - 12,
    floor,
    top,
    small,
    kernelY: floor + bandH * 0.5,
    minder,
  });
  const marks: Mark[] = [
    ...sheet.marks,
    cutWall(wallBox),
    ...ground(picture, { x: x0, y: floor, w: width, h: bandH }, ex),
    part(
      'engine',
      engine,
      [
        rect(engine.x, engine.y, engine.w, engine.h, { fill: 'k-engine-face' }),
        words(engine.x + 20, engine.y + 26, picture.engine.name, {
          size: 15,
          weight: 640,
          max: engine.w - 40,
        }),
      ],
      { kind: 'engine', id: 'engine', words: `${picture.engine.name}, engine, ${picture.engine.facts}` },
    ),
    ...keeps,
    ...doorMarks(world, picture, { x: ex, y: doorY }, engine, cli),
    ...clientMarks(world, picture, cli, top),
    cellMark(picture, 0, daemon, minder.x, small),
    cellMark(picture, 1, minder, null, small),
    ...ends.marks,
    ...(requests ? [requests] : []),
    ...(small
      ? []
      : [
          part('foot', { x: x0, y: sheet.y1 - 14, w: width, h: 18 }, [
            words(x0, sheet.y1 + 4, longest(FOOT, width), { fill: 'ink-2', max: width }),
          ]),
        ]),
    ...sheet.above,
  ];
  return {
    W: viewport.W,
    H: viewport.H,
    level: 3,
    marks,
    frame,
    wireY: 0,
    travel: 'requests',
    wants: { ids: ends.ids, load: ends.ids, sizes: [] },
  } satisfies Scene;
};

/** The host's kernel; where the engine runs in a virtual machine, that one's kernel below the engine. */
function ground(picture: Picture, box: Box, ex: number): Mark[] {
  if (!picture.vm)
    return [kernelBand(picture, box, 'the kernel that every process stands on', box.x + 18, box.w - 40)];
  const near = { ...box, w: ex - box.x };
  return [
    part(
      'host',
      near,
      [
        rect(near.x, near.y, near.w, near.h, { fill: 'k-host-face' }),
        rect(near.x, near.y, near.w, near.h, { fill: 'url(#earth)', op: 0.34 }),
        line(near.x, near.y, near.x + near.w, near.y, { sw: 1.5 }),
        words(near.x + 14, near.y + near.h / 2 + 5, picture.host.os, {
          size: 15,
          weight: 640,
          halo: 'k-host-face',
          max: near.w - 24,
        }),
      ],
      { kind: 'host', id: 'host', words: `${picture.host.os}, host operating system` },
    ),
    kernelBand(
      picture,
      { ...box, x: ex, w: box.w - near.w },
      `in ${picture.practice ? 'a model' : picture.vm.name}`,
      ex + 18,
      box.w - near.w - 40,
    ),
  ];
}

/** The API is a door in the engine's wall: everything goes through it. */
function doorMarks(
  world: World,
  picture: Picture,
  at: { x: number; y: number },
  engine: Box,
  cli: Box,
): Mark[] {
  const api = world.engine?.api ?? '';
  const text = [`REST API ${api}`, 'REST API'];
  const max = cli.w;
  return [
    {
      kind: 'door',
      key: 'door',
      box: { x: at.x, y: at.y, w: 0, h: 0 },
      data: { top: engine.y, bottom: engine.y + engine.h, vm: false },
      subject: null,
    },
    part(
      'api',
      { x: cli.x, y: cli.y - 62, w: max, h: 40 },
      [
        words(cli.x, cli.y - 34, longest(text, max, 15, 640), { size: 15, weight: 640, max }),
        words(cli.x, cli.y - 15, longest([`at the door: ${picture.door}`, picture.door], max), {
          fill: 'ink-2',
          max,
        }),
      ],
      {
        kind: 'engine',
        id: 'engine',
        words: `The REST API, version ${api}, at ${world.link.endpoint?.address ?? ''}`,
      },
    ),
  ];
}

/** Who asks: the command and Compose are clients; registries are asked by the daemon. */
function clientMarks(world: World, picture: Picture, cli: Box, top: number): Mark[] {
  const first = picture.registries.slice(0, 3);
  const rowH = 34;
  const projects = new Set(world.containers.values().flatMap((c) => (c.project === null ? [] : [c.project])))
    .size;
  const compose =
    projects === 0 ? 'no project' : projects === 1 ? '1 project' : `${String(projects)} projects`;
  const y = top + 40;
  const room = Math.max(0, Math.floor((cli.y - 150 - y) / (rowH + 8)));
  const plates = first.slice(0, room);
  const composeY = y + plates.length * (rowH + 8) + 10;
  return [
    part('registries', { x: cli.x, y: top + 8, w: cli.w, h: 24 }, [
      words(cli.x, top + 26, longest(['Registries, outside', 'Registries'], cli.w, 15, 640), {
        size: 15,
        weight: 640,
        max: cli.w,
      }),
    ]),
    ...plates.map((registry, i): Mark => ({
      kind: 'registry',
      key: `registry ${registry.name}`,
      box: { x: cli.x, y: y + i * (rowH + 8), w: cli.w, h: rowH },
      data: { name: registry.name, items: [], small: true, plate: true, main: i === 0 },
      subject: {
        kind: 'registry',
        id: registry.name,
        words: `${registry.name}, a registry: stores and shares images`,
      },
    })),
    ...(composeY + 46 < cli.y - 70
      ? [
          part(
            'compose',
            { x: cli.x, y: composeY, w: cli.w, h: 46 },
            [
              words(cli.x, composeY + 16, 'Compose', { size: 15, weight: 640, max: cli.w }),
              words(cli.x, composeY + 35, longest([`another client: ${compose}`, compose], cli.w), {
                fill: 'ink-2',
                max: cli.w,
              }),
            ],
            { kind: 'cli', id: 'cli', words: `Compose, another client of the same API: ${compose}` },
          ),
        ]
      : []),
    {
      kind: 'cli',
      key: 'cli',
      box: cli,
      data: {
        fact: longest(['a client: asks the engine', 'a client'], cli.w - 26),
        small: true,
        y: cli.y + cli.h / 2,
        missing: false,
      },
      subject: { kind: 'cli', id: 'cli', words: 'docker, the command line: a client of the engine' },
    },
    {
      kind: 'cable',
      key: 'cable',
      box: { x: cli.x - 8, y: cli.y, w: 8, h: cli.h },
      data: { d: d`M${cli.x + cli.w - 8},${cli.y + cli.h / 2}h20`, dots: null, remote: null },
      subject: null,
    },
  ];
}
