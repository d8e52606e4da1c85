import { put, untouched } from '../files/writable';
import { emptyBranch, overlay } from '../files/tree';
import type { FsNode } from '../files/node';
import { writeFile } from '../files-of';
import { runConfig } from '../image/image';
import { makeImage } from '../image/make';
import { used } from '../image/room';
import { makeVolume } from '../volume/make';
import type { Catalogue } from '../registry';
import type { Nanos } from '../text/time';
import { openStage, type Scene } from './stage';

const MB = 1_000_000;
/** What is still free when the scene begins: less than any image of use brings. */
const LEFT = 5 * MB;

/** What fills disks: images of old builds, containers that ended, logs in them, volumes that nobody uses. */
const OLD_BUILDS = 6;
const ENDED = 12;
const VOLUMES = 8;

export function fullDisk(catalogue: Catalogue, now: Nanos, seed: string): Scene {
  const stage = openStage(catalogue, now, seed);
  const { turn } = stage;
  const big = (name: string, size: number): FsNode => ({
    kind: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: Number(now / 1_000_000_000n),
    content: { bulk: name, size },
  });
  for (const reference of ['nginx', 'python:3.12', 'postgres', 'node:22-alpine', 'ubuntu:24.04'])
    stage.pull(reference);
  const reference = 'busybox';
  const base = stage.pull(reference);
  if (!base) return stage.scene();
  for (let i = 0; i < OLD_BUILDS; i += 1) {
    makeImage(turn, {
      base,
      below: base.layers,
      changes: new Map([['/build.log', big(`build ${String(i)}`, (2 + i) * MB)]]),
      config: runConfig(base),
      by: '/bin/sh -c make release',
    });
  }
  for (let i = 0; i < ENDED; i += 1) {
    const { id } = stage.container(`job-${String(i + 1)}`, base, reference, {
      Cmd: ['sh', '-c', 'make report > /report'],
    });
    turn.change(writeFile(turn.model, id, '/report', big(`report ${String(i)}`, 3 * MB)));
    turn.put(id, { status: 'exited', startedAt: now, finishedAt: now, exitCode: i % 4 === 3 ? 1 : 0 });
  }
  for (let i = 0; i < VOLUMES; i += 1) {
    const volume = makeVolume(turn, turn.id(), { anonymous: true });
    const files = put(
      overlay(undefined, emptyBranch),
      untouched,
      '/dump.sql',
      big(`dump ${String(i)}`, 4 * MB),
    );
    turn.change({ volumes: turn.model.volumes.set(volume.name, { ...volume, files }) });
  }
  turn.change({ disk: used(turn.model) + LEFT });
  return stage.scene();
}
