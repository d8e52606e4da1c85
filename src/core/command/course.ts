import { hasProcess, type Container, type World } from '../world/world';

/** One of the commands that everything begins with. */
export interface CourseCommand {
  /** `run -it` */
  readonly name: string;
  /** What it does, in plain words. */
  readonly does: string;
  /** A line that runs as it stands on this machine now. */
  readonly line: string;
  /** What has to be there before that line can run, as a line of its own; null: nothing. */
  readonly first: string | null;
}

const IMAGE = 'nginx';
const A_SERVER = `docker run -d --name web -p 8080:80 ${IMAGE}`;

/** The thirteen commands of a first course, each with a line for this machine: its own containers and images. */
export function courseOf(world: World): readonly CourseCommand[] {
  const newest = world.containers.values().sort((a, b) => b.created - a.created);
  const running = newest.find(hasProcess);
  const ended = newest.find((c) => !hasProcess(c) && c.state !== 'removing');
  const printed = newest.find((c) => c.output.length > 0) ?? running ?? ended;
  const name = freeName(world, 'web');
  const server = `docker run -d --name ${name} ${IMAGE}`;
  const used = new Set(newest.map((c) => c.imageId));
  const unused = world.images.values().find((image) => image.tags.length > 0 && !used.has(image.id));
  const on = (c: Container | undefined, verb: string, rest = '') => ({
    line: `docker ${verb} ${c?.name ?? name}${rest}`,
    first: c === undefined ? server : null,
  });
  return [
    {
      name: 'run',
      does: 'makes a container from an image and starts it',
      line: 'docker run hello-world',
      first: null,
    },
    {
      name: 'run -it',
      does: 'the same with a terminal: you type to the program inside',
      line: 'docker run -it ubuntu:24.04 bash',
      first: null,
    },
    {
      name: 'run -d',
      does: 'the same in the background: the prompt is free again',
      line: name === 'web' ? A_SERVER : server,
      first: null,
    },
    {
      name: 'ps',
      does: 'lists containers that run; with -a the ended ones too',
      line: 'docker ps -a',
      first: null,
    },
    { name: 'images', does: 'lists the images that lie on this machine', line: 'docker images', first: null },
    { name: 'logs', does: 'prints what a container has printed', ...on(printed, 'logs') },
    {
      name: 'exec',
      does: 'starts a further program in a container that runs',
      ...on(running, 'exec -it', ' sh'),
    },
    { name: 'stop', does: 'asks the program to end; after ten seconds it is killed', ...on(running, 'stop') },
    {
      name: 'rm',
      does: 'removes a container that has ended, with what it wrote',
      ...on(ended, 'rm'),
      ...(ended === undefined && running === undefined
        ? { line: 'docker rm hello', first: 'docker run --name hello hello-world' }
        : {}),
      ...(ended === undefined && running !== undefined
        ? { line: `docker rm ${running.name}`, first: `docker stop ${running.name}` }
        : {}),
    },
    {
      name: 'rmi',
      does: 'removes an image that no container stands on',
      line: `docker rmi ${unused?.tags[0] ?? 'alpine'}`,
      first: unused === undefined ? 'docker pull alpine' : null,
    },
    {
      name: 'build',
      does: 'makes an image from a Dockerfile and a folder',
      line: 'docker build -t hello .',
      first: null,
    },
    { name: 'pull', does: 'fetches an image from a registry', line: 'docker pull alpine', first: null },
    {
      name: 'push',
      does: 'sends an image to a registry',
      line: 'docker push localhost:5000/alpine',
      first: 'docker tag alpine localhost:5000/alpine',
    },
  ];
}

/** `web`, `web2`, … */
function freeName(world: World, wanted: string): string {
  const taken = new Set(world.containers.values().map((c) => c.name));
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}${String(n)}`;
    if (!taken.has(name)) return name;
  }
}

/** What can be done with one thing in the picture, as lines for the prompt. */
export interface Offer {
  readonly does: string;
  readonly line: string;
}

/** Commands for a thing of the picture, those that fit its state; none where nothing can be done with it. */
export function offersFor(kind: string, id: string, world: World): readonly Offer[] {
  if (kind === 'container') {
    const c = [...world.containers.values()].find((each) => each.id === id);
    return c ? containerOffers(c) : [];
  }
  if (kind === 'image') {
    const image = world.images.values().find((each) => each.id === id);
    const name = image?.tags[0] ?? image?.id.replace('sha256:', '').slice(0, 12);
    return name === undefined
      ? []
      : [
          { does: 'Make a container from it and start it', line: `docker run ${name}` },
          { does: 'The same with a terminal', line: `docker run -it ${name} sh` },
          { does: 'What its layers were made by', line: `docker history ${name}` },
          { does: 'All that the engine knows of it', line: `docker inspect ${name}` },
          { does: 'Give it one more name', line: `docker tag ${name} ` },
          { does: 'Remove it', line: `docker rmi ${name}` },
        ];
  }
  if (kind === 'network' || kind === 'volume') {
    const name = kind === 'network' ? (world.networks.get(id)?.name ?? id) : id;
    return [
      { does: 'All that the engine knows of it', line: `docker ${kind} inspect ${name}` },
      ...(kind === 'network'
        ? [{ does: 'Connect a container to it', line: `docker network connect ${name} ` }]
        : [{ does: 'A container that sees its files', line: `docker run -it -v ${name}:/data busybox sh` }]),
      { does: 'Remove it', line: `docker ${kind} rm ${name}` },
    ];
  }
  if (kind === 'engine' || kind === 'cell')
    return [
      { does: 'What the engine says of itself', line: 'docker info' },
      { does: 'Versions of client and engine', line: 'docker version' },
    ];
  if (kind === 'shelf')
    return [
      { does: 'List the images', line: 'docker images' },
      { does: 'Fetch one', line: 'docker pull ' },
      { does: 'What takes how much room', line: 'docker system df' },
      { does: 'Remove what no name points to', line: 'docker image prune' },
    ];
  if (kind === 'registry') return [{ does: 'Fetch an image from it', line: 'docker pull ' }];
  return [];
}

function containerOffers({ name, state }: Container): readonly Offer[] {
  const asked = [
    { does: 'What it has printed', line: `docker logs ${name}` },
    { does: 'What it changed in its files', line: `docker diff ${name}` },
    { does: 'All that the engine knows of it', line: `docker inspect ${name}` },
  ];
  if (state === 'paused')
    return [
      { does: 'Let it go on', line: `docker unpause ${name}` },
      { does: 'Stop it', line: `docker stop ${name}` },
      ...asked,
    ];
  if (state === 'running')
    return [
      { does: 'A shell in it', line: `docker exec -it ${name} sh` },
      ...asked,
      { does: 'Its processes', line: `docker top ${name}` },
      { does: 'Hold it', line: `docker pause ${name}` },
      { does: 'Ask it to end', line: `docker stop ${name}` },
      { does: 'End it at once', line: `docker kill ${name}` },
      { does: 'Stop and start it', line: `docker restart ${name}` },
    ];
  return [
    { does: 'Start it again', line: `docker start ${name}` },
    ...asked,
    { does: 'Make an image of it', line: `docker commit ${name} ` },
    { does: 'Remove it', line: `docker rm ${name}` },
  ];
}
