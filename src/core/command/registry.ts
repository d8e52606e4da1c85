import { attach } from './commands/attach';
import { build } from './commands/build';
import { commit } from './commands/commit';
import { containerInspect } from './commands/container-inspect';
import { containerPrune } from './commands/container-prune';
import { cp } from './commands/cp';
import { create } from './commands/create';
import { diff } from './commands/diff';
import { events } from './commands/events';
import { exec } from './commands/exec';
import { exportContainer } from './commands/export';
import { history } from './commands/history';
import { imageInspect } from './commands/image-inspect';
import { imagePrune } from './commands/image-prune';
import { images } from './commands/images';
import { info } from './commands/info';
import { inspect } from './commands/inspect';
import { kill } from './commands/kill';
import { load } from './commands/load';
import { login } from './commands/login';
import { logout } from './commands/logout';
import { logs } from './commands/logs';
import { networkConnect } from './commands/network-connect';
import { networkCreate } from './commands/network-create';
import { networkDisconnect } from './commands/network-disconnect';
import { networkInspect } from './commands/network-inspect';
import { networkLs } from './commands/network-ls';
import { networkPrune } from './commands/network-prune';
import { networkRm } from './commands/network-rm';
import { pause } from './commands/pause';
import { buildx, compose } from './commands/plugins';
import { port } from './commands/port';
import { ps } from './commands/ps';
import { pull } from './commands/pull';
import { push } from './commands/push';
import { rename } from './commands/rename';
import { restart } from './commands/restart';
import { rm } from './commands/rm';
import { rmi } from './commands/rmi';
import { run } from './commands/run';
import { save } from './commands/save';
import { search } from './commands/search';
import { start } from './commands/start';
import { stats } from './commands/stats';
import { stop } from './commands/stop';
import { systemDf } from './commands/system-df';
import { systemPrune } from './commands/system-prune';
import { tag } from './commands/tag';
import { top } from './commands/top';
import { unpause } from './commands/unpause';
import { update } from './commands/update';
import { version } from './commands/version';
import { volumeCreate } from './commands/volume-create';
import { volumeInspect } from './commands/volume-inspect';
import { volumeLs } from './commands/volume-ls';
import { volumePrune } from './commands/volume-prune';
import { volumeRm } from './commands/volume-rm';
import { wait } from './commands/wait';
import type { CommandSpec } from './spec';

/** Every command that is understood. A further one is one more file and one more line here. */
export const COMMANDS: readonly CommandSpec[] = [
  run,
  create,
  start,
  stop,
  kill,
  restart,
  pause,
  unpause,
  rm,
  ps,
  logs,
  exec,
  attach,
  pull,
  push,
  search,
  login,
  logout,
  save,
  load,
  exportContainer,
  build,
  images,
  rmi,
  inspect,
  containerInspect,
  containerPrune,
  imageInspect,
  history,
  imagePrune,
  wait,
  diff,
  top,
  stats,
  commit,
  cp,
  rename,
  update,
  port,
  tag,
  networkLs,
  networkCreate,
  networkConnect,
  networkDisconnect,
  networkInspect,
  networkRm,
  networkPrune,
  volumeLs,
  volumeCreate,
  volumeInspect,
  volumeRm,
  volumePrune,
  systemDf,
  systemPrune,
  version,
  info,
  events,
  compose,
  buildx,
];

/** Each way to say a command, and the command. */
export const BY_NAME: ReadonlyMap<string, CommandSpec> = new Map(
  COMMANDS.flatMap((spec) => [spec.name, ...spec.aliases].map((name): [string, CommandSpec] => [name, spec])),
);

/** The real CLI's commands, so that one that is not understood yet is not called unknown. */
const REAL: readonly string[] = (
  'attach build commit cp diff events exec export history import inspect kill load login logout logs pause port push ' +
  'rename restart rm rmi save search start stats stop tag top unpause update version wait info images ps pull run create help buildx compose'
).split(' ');

const words = (text: string): readonly string[] => text.split(' ');

/** Groups of the real CLI with their sub-commands. */
export const GROUPS: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'container',
    words(
      'attach commit cp create diff exec export inspect kill logs list ls pause port prune ps remove rename restart rm run start stats stop top unpause update wait',
    ),
  ],
  ['image', words('build history import inspect list load ls prune pull push remove rm save tag')],
  ['network', words('connect create disconnect inspect list ls prune remove rm')],
  ['volume', words('create inspect list ls prune remove rm update')],
  ['system', words('df dial-stdio events info prune')],
  ['builder', words('build prune')],
  ['context', words('create export import inspect list ls remove rm show update use')],
  ['manifest', words('annotate create inspect push rm')],
  ['plugin', words('create disable enable inspect install list ls push rm remove set upgrade')],
  ['trust', words('inspect key revoke sign signer')],
  ['config', words('create inspect ls rm')],
  ['node', words('demote inspect ls promote ps rm update')],
  ['secret', words('create inspect ls rm')],
  ['service', words('create inspect logs ls ps rm rollback scale update')],
  ['stack', words('config deploy ls ps rm services')],
  ['swarm', words('ca init join join-token leave unlock unlock-key update')],
]);

/** What the groups that are understood hold together, for help. */
export const GROUP_HELP: ReadonlyMap<string, string> = new Map([
  ['container', 'Works with containers'],
  ['image', 'Works with images'],
  ['network', 'Works with networks'],
  ['volume', 'Works with volumes'],
  ['system', 'Works with the engine as a whole'],
]);

export const isRealCommand = (name: string): boolean => {
  const [group = '', sub] = name.split(' ');
  if (sub === undefined) return REAL.includes(group) || GROUPS.has(group);
  return GROUPS.get(group)?.includes(sub) === true;
};
