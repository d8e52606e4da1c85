import { formatSize } from '../../../docker/size';
import { visible } from '../../../docker/visible';
import type { Image, World } from '../../../world/world';
import { engineKind } from '../../picture';
import { imageName, registriesOf } from '../../picture-images';
import { untold, type Evidence, type Fact } from './fact';
import type { Focus } from './focus';

const runtimeWords = (world: World): string | null => {
  const runtime = world.engine?.runtime;
  return runtime ? `${runtime.name} ${runtime.version}`.trim() : null;
};

function runtimeFact(world: World, title: string, note: readonly string[]): Fact {
  const runtime = runtimeWords(world);
  return runtime === null
    ? untold(title, 'The engine does not name its runtime.', 'Not named.')
    : { title, value: runtime, note, tone: 'host' };
}

export function lxc(world: World): Evidence {
  const all = world.containers.values();
  const up = all.filter((c) => c.state === 'running').length;
  return {
    says: [
      'The first Docker started its containers with LXC. Today a small runtime does it, for one program instead of a whole system.',
      'The first Docker used LXC; today a small runtime does it.',
      'Once LXC, today a runtime.',
    ],
    command: 'docker ps',
    facts: [
      untold(
        'LXC on this machine',
        'The engine knows its own containers alone. Where LXC is installed, lxc-ls lists the others.',
        'The engine knows its own alone.',
        'Not its own.',
      ),
      runtimeFact(world, 'builds the box here', [
        'It puts root folder, namespaces and limits together, starts the process, and leaves.',
        'It starts the process, and leaves.',
        'Starts, leaves.',
      ]),
      {
        title: 'containers here',
        value: `${String(up)} running`,
        note: [
          `Of ${String(all.length)}. One main program each, not a whole system.`,
          'One main program each.',
          `Of ${String(all.length)}.`,
        ],
        tone: 'inside',
      },
    ],
  };
}

const nameOf = (image: Image): string => visible(imageName(image.tags[0] ?? image.id));

function imageFact({ image }: Focus): Fact {
  if (image === null)
    return { title: 'an image', value: 'none', note: ['No image is here yet.', 'None yet.'], tone: 'untold' };
  const size = formatSize(image.size);
  return {
    title: 'an image here',
    value: nameOf(image),
    note:
      image.layers === null
        ? [`${size}. Its layers have not been told yet.`, size]
        : [
            `${String(image.layers.length)} read-only ${image.layers.length === 1 ? 'layer' : 'layers'}, ${size}.`,
            `${String(image.layers.length)} layers`,
          ],
    tone: 'image',
  };
}

/** Layers that more than one image stands on, as far as the engine has told them. */
function commonFact(world: World): Fact {
  const told = world.images.values().filter((i) => i.layers !== null);
  const title = 'layers in common';
  if (told.length === 0) return untold(title, 'The engine has told no layers yet.', 'No layers yet.');
  const users = new Map<string, number>();
  for (const { layers } of told)
    for (const chain of new Set((layers ?? []).map((layer) => layer.chain)))
      users.set(chain, (users.get(chain) ?? 0) + 1);
  const common = [...users.values()].filter((n) => n > 1).length;
  return {
    title,
    value: `${String(common)} of ${String(users.size)}`,
    note: [
      `Used by more than one of ${String(told.length)} images, stored once.`,
      'Used more than once, stored once.',
      'Stored once.',
    ],
    tone: 'image',
  };
}

export function docker(world: World, focus: Focus): Evidence {
  const { engine } = world;
  const registries = registriesOf(world.images.values().flatMap((i) => i.tags)).filter(
    ({ items }) => items.length > 0,
  );
  return {
    says: [
      'The wrapping and the shipping were new: files in layers, named by their content, handed out by registries.',
      'New were the layers, and registries that hand them out.',
      'Layers and registries.',
    ],
    command: focus.image
      ? `docker history ${focus.image.tags[0] ?? focus.image.id.slice(0, 19)}`
      : 'docker images',
    facts: [
      engine === null
        ? untold('the engine here', 'It has not said who it is.')
        : {
            title: 'the engine here',
            value: `${engineKind(engine)} ${engine.version}`,
            note: [
              `Asked through its API ${engine.api}, by the docker command as by Cutaway.`,
              `API ${engine.api}.`,
            ],
            tone: 'host',
          },
      imageFact(focus),
      commonFact(world),
      registries.length === 0
        ? untold('registries', 'No image here names one.', 'None named.')
        : {
            title: 'registries',
            value: registries.map((each) => visible(each.name)).join(', '),
            note: ['Named by the images that are here.', 'Named by images here.', 'Named here.'],
            tone: 'plain',
          },
    ],
  };
}

export function oci(world: World, focus: Focus): Evidence {
  const { image } = focus;
  const digest = image?.digests[0]?.split('@').at(-1) ?? null;
  const containerd = world.engine?.containerd ?? null;
  return {
    says: [
      'The box has a norm, so it fits elsewhere: Podman, containerd and Kubernetes take the same image.',
      'The box has a norm, so it fits elsewhere.',
    ],
    command: 'docker version',
    facts: [
      image === null || digest === null
        ? {
            title: 'digest of an image',
            value: 'none',
            note: image
              ? [`${nameOf(image)} has come from no registry.`, 'From no registry.']
              : ['No image is here yet.', 'None yet.'],
            tone: 'untold',
          }
        : {
            title: 'digest of an image',
            value: digest.slice(0, 19),
            note: [
              `${nameOf(image)}: its registry gives the same bytes for it to every engine.`,
              'The same bytes for every engine.',
              'Same bytes.',
            ],
            tone: 'image',
          },
      runtimeFact(world, 'starts it', [
        'Which runtime it is may differ: the folder and the plan that it is given are the norm.',
        'Given a folder and a plan, by the norm.',
        'By the norm.',
      ]),
      containerd === null
        ? untold('minds it', 'This engine names no containerd.', 'None named.')
        : {
            title: 'minds it',
            value: `containerd ${containerd}`,
            note: [
              'Other tools use the same program, Kubernetes for one.',
              'Other tools use it, too.',
              'A part.',
            ],
            tone: 'host',
          },
      untold(
        'kind of manifest',
        image?.tags[0] === undefined
          ? 'Not told by the lists of the engine.'
          : `Not told by the engine’s lists: docker manifest inspect ${imageName(image.tags[0])} asks its registry.`,
        'docker manifest inspect asks its registry.',
        'Not in the engine’s lists.',
        'Not listed.',
      ),
    ],
  };
}
