import { humanDuration } from '../../docker/duration';
import { exitWords } from '../../docker/exit-words';
import { shortId } from '../../docker/short-id';
import { formatMemory, formatSize } from '../../docker/size';
import { visible } from '../../docker/visible';
import { hasProcess, type Container, type World } from '../../world/world';
import { sinceWords, stateWords } from '../picture-containers';
import { imageName } from '../picture-images';
import { facts, many, type SubjectFacts } from './rows';

function endText(c: Container): string | null {
  if (c.state !== 'exited' || c.exitCode === null) return null;
  return `${String(c.exitCode)}: ${exitWords(c.exitCode)}${c.oom ? ', out of memory' : ''}`;
}

function actionsOf(c: Container): SubjectFacts['actions'] {
  const n = c.name;
  const does = (label: string, command = `docker ${label} ${n}`) => ({ label, command });
  switch (c.state) {
    case 'running':
      return [
        does('stop'),
        does('pause'),
        does('restart'),
        does('logs'),
        does('kill'),
        { label: 'rm -f', command: `docker rm -f ${n}` },
      ];
    case 'paused':
      return [does('unpause'), does('stop'), does('logs')];
    case 'restarting':
      return [does('stop'), does('logs')];
    case 'removing':
      return [];
    default:
      return [does('start'), does('logs'), does('rm')];
  }
}

export function containerFacts(world: World, c: Container, now: number): SubjectFacts {
  const image = visible(imageName(c.image));
  const name = visible(c.name);
  const layers = world.images.get(c.imageId)?.layers?.length;
  const process = hasProcess(c);
  const published = c.ports.filter((p) => p.outside !== null);
  return {
    title: name,
    sentences: process
      ? `A container: one isolated process on the host’s kernel. It stands on the layers of ${image} and writes only to its own thin layer.`
      : `A container without a process: a box on the layers of ${image}, with its own thin writable layer. It keeps what it wrote until it is removed.`,
    facts: facts(
      [
        'State',
        `${stateWords(c, now)}${c.health === null ? '' : `, ${c.health}`}${process ? `, ${sinceWords(c, now).toLowerCase()}` : ''}`,
      ],
      ['Ended', c.finishedAt !== null && !process ? `${humanDuration(now - c.finishedAt)} ago` : null],
      ['Exit code', endText(c)],
      ['Process', c.pid === null ? null : `${String(c.pid)} outside, 1 inside`],
      ['Command', visible(c.command)],
      [
        'Also in it',
        process ? c.execs.map((exec) => visible(exec.command) || 'one more process').join('; ') : null,
      ],
      ['Image', layers === undefined ? image : `${image}, ${many(layers, 'layer')}`],
      ['Own writing', c.writable === null ? null : `${formatSize(c.writable)} in its writable layer`],
      ['Network', c.networks.map(visible).join(', ')],
      [
        'Published',
        published
          .map(
            (p) =>
              `${String(p.outside)} → ${String(p.inside)}/${p.protocol}${p.ip === '' || p.ip === '0.0.0.0' || p.ip === '::' ? '' : ` on ${p.ip}`}`,
          )
          .filter((text, i, all) => all.indexOf(text) === i)
          .join(', '),
      ],
      [
        'Mounts',
        c.mounts
          .map(
            (m) =>
              `${visible(m.source.slice(0, 40))} at ${visible(m.target)}${m.writable ? '' : ', read-only'}`,
          )
          .join('; '),
      ],
      ['CPU', c.load?.cpu == null ? null : `${c.load.cpu.toFixed(2)}%`],
      [
        'Memory',
        c.load?.memory == null
          ? null
          : `${formatMemory(c.load.memory)}${c.memoryLimit > 0 ? ` of ${formatMemory(c.memoryLimit)} allowed` : ''}`,
      ],
      ['Memory limit', c.load?.memory == null && c.memoryLimit > 0 ? formatMemory(c.memoryLimit) : null],
      [
        'Restart policy',
        c.policy === 'no' || c.policy === '' ? null : `${c.policy}, restarted ${many(c.restarts, 'time')}`,
      ],
      [
        'Project',
        c.project === null
          ? null
          : `${visible(c.project)}${c.service === null ? '' : `, service ${visible(c.service)}`}`,
      ],
      ['Created', `${humanDuration(now - c.created)} ago`],
      ['ID', shortId(c.id)],
    ),
    prints: [`docker inspect ${c.name}`, `docker ps -a --filter name=${c.name}`],
    actions: actionsOf(c),
  };
}
