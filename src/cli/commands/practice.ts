import { rm } from 'node:fs/promises';
import { canonical, tryReference, withDefaultTag } from '../../core/docker/reference';
import { parseMemory } from '../../core/docker/size';
import { catalogue } from '../../practice/catalogue/catalogue';
import { SCENE_NAMES } from '../../practice/model/scenes';
import { createPrograms } from '../../practice/programs/index';
import type { RegistrySettings } from '../../practice/model/registry';
import { readSettings } from '../../practice/serve/control';
import { startPracticeEngine } from '../../practice/serve/practice-engine';
import { userPlaces } from '../../practice/user-engine';
import { onInterrupt } from '../interrupted';
import { Misuse } from '../misuse';
import type { Subcommand } from '../subcommand';

export const practice: Subcommand = {
  usage: 'practice --socket PATH [--state FILE] [--scene NAME] [--speed BYTES] [--faults LIST]',
  about:
    'Serves a practice engine: a model that answers as Docker Engine does, until Ctrl-C. Point any client at it with DOCKER_HOST.',
  options: [
    { name: 'socket', takes: 'PATH', says: 'where to listen; only you may speak to it' },
    { name: 'state', takes: 'FILE', says: 'keep its state there; without it all is forgotten at the end' },
    { name: 'scene', takes: 'NAME', says: `begin with: ${SCENE_NAMES.join(', ')}` },
    { name: 'speed', takes: 'BYTES', says: 'how fast its registries send, each second: 2m, 500k' },
    {
      name: 'faults',
      takes: 'LIST',
      says: 'registries that misbehave: IMAGE=missing|denied|rate-limit|cut|slow-layer, with commas between',
    },
    { name: 'reset', says: 'forget what your own practice engine has kept, and end' },
  ],
  words: 0,
  async run(given, io) {
    if (given.flag('reset')) {
      const { state } = userPlaces(io.env);
      await rm(state, { force: true });
      io.stdout.write(`Your practice engine begins anew when it is started next. (${state})\n`);
      return 0;
    }
    const socketPath = given.value('socket');
    if (socketPath === undefined)
      throw new Misuse('Say where to listen: cutaway practice --socket /tmp/practice.sock');
    const scene = given.value('scene');
    if (scene !== undefined && !SCENE_NAMES.includes(scene))
      throw new Misuse(`There is no scene "${scene}". There are: ${SCENE_NAMES.join(', ')}.`);
    const stateFile = given.value('state');
    const registry = registrySettings(given.value('speed'), given.value('faults'));
    const interrupted = onInterrupt();
    const programs = createPrograms();
    const engine = await startPracticeEngine({
      socketPath,
      programs,
      catalogue: catalogue(),
      ...(scene === undefined ? {} : { scene }),
      ...(stateFile === undefined ? {} : { stateFile }),
      ...(registry === null ? {} : { registry }),
    });
    io.stdout.write(
      `The practice engine listens. In another terminal:\nexport DOCKER_HOST=${engine.endpoint}\nCtrl-C ends it.\n`,
    );
    await interrupted.come;
    await engine.close();
    await programs.close();
    return 0;
  },
};

const KINDS = ['missing', 'denied', 'rate limit', 'cut', 'slow layer'];

/** How registries are to answer; null: as usual. @throws Misuse */
function registrySettings(speed: string | undefined, faults: string | undefined): RegistrySettings | null {
  if (speed === undefined && faults === undefined) return null;
  const bytesPerSecond = speed === undefined ? 0 : parseMemory(speed);
  if (bytesPerSecond === null || (speed !== undefined && bytesPerSecond <= 0))
    throw new Misuse(`"${speed ?? ''}" is no speed. Write it as 2m or 500k: bytes a second.`);
  const named = Object.fromEntries(
    (faults ?? '')
      .split(',')
      .filter(Boolean)
      .map((each) => {
        const [image = '', kind = ''] = each.split('=');
        const reference = tryReference(image);
        const told = kind.replace('-', ' ');
        if (!reference || !KINDS.includes(told))
          throw new Misuse(
            `"${each}" is no fault. Write IMAGE=KIND, KIND one of ${KINDS.join(', ').replaceAll(' l', '-l')}.`,
          );
        const repository = canonical(withDefaultTag(reference)).replace(/:[^:/]*$/, '');
        return [repository, { kind: told }];
      }),
  );
  return readSettings({ bytesPerSecond, faults: named });
}
