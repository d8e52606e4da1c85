import { object, text } from '../../base/read';
import { keyValues } from '../container/key-values';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, out } from '../steps';

export const volumeCreate: CommandSpec = {
  name: 'volume create',
  aliases: [],
  usage: '[OPTIONS] [VOLUME]',
  help: 'Makes a volume: a place for files that outlives containers',
  flags: [
    {
      long: 'driver',
      short: 'd',
      type: 'string',
      otherwise: 'local',
      explains: 'who keeps the files; local is this machine',
    },
    { long: 'label', type: 'label', explains: 'a note on the volume, written key=value' },
    {
      long: 'opt',
      short: 'o',
      type: 'list',
      metavar: 'map',
      explains: 'a wish to the driver, written key=value',
    },
  ],
  later:
    'availability group limit-bytes required-bytes scope secret sharing topology-preferred topology-required type'.split(
      ' ',
    ),
  arguments: {
    least: 0,
    most: 1,
    complete: ['none'],
    explain: ['the name of the new volume; without it the engine makes one up'],
  },
  interspersed: true,
  program: (parsed) => plainly(createVolume(parsed)),
};

function* createVolume(parsed: Parsed): Program {
  const [name = ''] = parsed.args;
  const labels = keyValues(parsed.list('label'));
  const options = keyValues(parsed.list('opt'));
  const body = {
    Driver: parsed.string('driver'),
    ...(Object.keys(options).length > 0 ? { DriverOpts: options } : {}),
    ...(Object.keys(labels).length > 0 ? { Labels: labels } : {}),
    ...(name === '' ? {} : { Name: name }),
  };
  yield* out(
    text(
      object(expectOk(yield* ask({ method: 'POST', path: '/volumes/create', body, slow: true })).json)[
        'Name'
      ],
    ),
  );
  return 0;
}
