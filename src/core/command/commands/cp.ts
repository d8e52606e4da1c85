import { formatSizeFine } from '../../docker/size';
import { checkedName } from '../each';
import type { Program, Sub } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, environment, err, open, packPath, unpack } from '../steps';

export const cp: CommandSpec = {
  name: 'cp',
  aliases: ['container cp'],
  usage: '[OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH',
  help: 'Copies files between a container and this machine',
  flags: [
    { long: 'archive', short: 'a', type: 'bool', explains: 'keeps the numbers of owner and group' },
    { long: 'follow-link', short: 'L', type: 'bool', explains: 'copies what a link in the source points to' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'does not say how much was copied' },
  ],
  later: [],
  arguments: {
    least: 2,
    most: 2,
    complete: ['container', 'none'],
    explain: ['where from: CONTAINER:PATH, or a path of this machine', 'where to: the other of the two'],
  },
  interspersed: true,
  program: (parsed) => plainly(copy(parsed)),
};

interface Place {
  /** Empty: this machine. */
  readonly container: string;
  readonly path: string;
}

/** `web:/etc/hosts` names a container; a path that begins with `/`, `.` or a drive of Windows does not. */
function placeOf(typed: string): Place {
  const colon = typed.indexOf(':');
  const local = typed.startsWith('/') || typed.startsWith('.') || /^[A-Za-z]:[\\/]/.test(typed) || colon < 0;
  return local
    ? { container: '', path: typed }
    : { container: typed.slice(0, colon), path: typed.slice(colon + 1) };
}

function* copy(parsed: Parsed): Program {
  const [from = '', to = ''] = parsed.args;
  if (from === '') throw new Failure('source can not be empty');
  if (to === '') throw new Failure('destination can not be empty');
  const [source, target] = [placeOf(from), placeOf(to)];
  if (source.container !== '' && target.container !== '')
    throw new Failure('copying between containers is not supported');
  if (source.container === '' && target.container === '')
    throw new Failure('must specify at least one container source');
  if (source.path === '-' || target.path === '-')
    throw new Failure('Cutaway copies files and folders alone: name a path instead of -');
  const copied =
    source.container === '' ? yield* copyIn(source, target, parsed) : yield* copyOut(source, target, parsed);
  const { terminal } = yield* environment();
  if (terminal !== null && !parsed.bool('quiet'))
    yield* err(`Successfully copied ${formatSizeFine(copied.bytes)} to ${copied.to}`);
  return 0;
}

interface Copied {
  /** Of the archive that travelled. */
  readonly bytes: number;
  readonly to: string;
}

/** What the engine says of a path, in a header of its answer. */
const STAT = 'x-docker-container-path-stat';

function* copyOut(source: Place, target: Place, parsed: Parsed): Sub<Copied> {
  const path = `/containers/${checkedName(source.container)}/archive`;
  const query = { path: source.path };
  const opened = expectOk(yield* open({ method: 'GET', path, query, slow: true }));
  const done = yield* unpack({
    handle: opened.handle,
    stat: opened.headers[STAT] ?? '',
    from: source.path,
    to: target.path,
    owners: parsed.bool('archive'),
  });
  if ('message' in done) throw new Failure(done.message);
  return { bytes: done.bytes, to: done.to };
}

function* copyIn(source: Place, target: Place, parsed: Parsed): Sub<Copied> {
  const path = `/containers/${checkedName(target.container)}/archive`;
  const asked = yield* ask({ method: 'HEAD', path, query: { path: target.path } });
  const stat = asked.status < 400 ? (asked.headers[STAT] ?? '') : '';
  const packed = yield* packPath({
    path: source.path,
    to: target.path,
    stat,
    follow: parsed.bool('follow-link'),
  });
  if ('message' in packed) throw new Failure(packed.message);
  const opened = expectOk(
    yield* open({
      method: 'PUT',
      path,
      query: {
        ...(parsed.bool('archive') ? { copyUIDGID: 'true' } : {}),
        noOverwriteDirNonDir: 'true',
        path: packed.folder,
      },
      headers: { 'Content-Type': 'application/x-tar' },
      upload: packed.handle,
      slow: true,
    }),
  );
  return { bytes: opened.sent ?? 0, to: `${target.container}:${target.path}` };
}
