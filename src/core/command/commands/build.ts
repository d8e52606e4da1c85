import { buildImage } from '../building/build';
import { LEGACY_NOTICE } from '../building/notice';
import { plainly } from '../says';
import type { CommandSpec } from '../spec';

export const build: CommandSpec = {
  name: 'build',
  aliases: ['image build', 'builder build'],
  usage: '[OPTIONS] PATH | URL | -',
  help: 'Builds an image from a Dockerfile and a folder',
  notice: LEGACY_NOTICE,
  flags: [
    {
      long: 'add-host',
      type: 'list',
      explains: 'a further name that the steps can resolve, written host:ip',
    },
    {
      long: 'build-arg',
      type: 'env',
      metavar: 'list',
      secret: true,
      explains: 'a value for an ARG of the Dockerfile, written NAME=value',
    },
    {
      long: 'file',
      short: 'f',
      type: 'string',
      explains: 'the Dockerfile, where it is not the one called Dockerfile in the folder',
    },
    {
      long: 'force-rm',
      type: 'bool',
      explains: 'removes the containers of the steps even when a step fails',
    },
    { long: 'label', type: 'label', metavar: 'list', explains: 'a note on the image, written key=value' },
    {
      long: 'memory',
      short: 'm',
      type: 'memory',
      metavar: 'bytes',
      explains: 'the most memory that a step may use',
    },
    {
      long: 'network',
      type: 'string',
      otherwise: 'default',
      completes: 'network',
      explains: 'the network of the steps that run a program',
    },
    {
      long: 'no-cache',
      type: 'bool',
      explains: 'makes every layer anew, also those that an earlier build made',
    },
    { long: 'pull', type: 'bool', explains: 'asks the registry for a newer base image first' },
    { long: 'quiet', short: 'q', type: 'bool', explains: 'prints the id of the image alone' },
    {
      long: 'rm',
      type: 'bool',
      otherwise: 'true',
      explains: 'removes the containers of the steps after a build that succeeds',
    },
    {
      long: 'tag',
      short: 't',
      type: 'list',
      explains: 'a name for the image, written name:tag; without a tag, latest',
    },
    { long: 'target', type: 'string', explains: 'ends the build after this stage of the Dockerfile' },
  ],
  later: [
    'cache-from',
    'cgroup-parent',
    'compress',
    'cpu-period',
    'cpu-quota',
    'c/cpu-shares',
    'cpuset-cpus',
    'cpuset-mems',
    'disable-content-trust',
    'iidfile',
    'isolation',
    'memory-swap',
    'platform',
    'security-opt',
    'shm-size',
    'ulimit',
  ],
  arguments: {
    least: 1,
    most: 1,
    complete: ['none'],
    explain: ['the folder that is sent to the engine: the build context. Its Dockerfile says what to do'],
  },
  interspersed: true,
  program: (parsed) => plainly(buildImage(parsed)),
};
