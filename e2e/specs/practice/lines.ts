import { fileURLToPath } from 'node:url';
import { CHANGING, type Line } from '../cli/changing-lines';
import { READING, STAGE } from '../cli/reading-lines';

/** The lab's image `web` is at no other registry: both sides build one of that name. */
const WEB = `docker build -q -t web ${fileURLToPath(new URL('web', import.meta.url))}`;
/** The practice engine publishes on this computer, where others may have the ports of the tables. */
const own = (line: string): string => {
  if (line === 'docker pull web') return WEB;
  // An engine reads a program's two outputs side by side: what comes at once has no order.
  const apart = line.replace(
    'echo out; echo err >&2; echo more',
    'echo out; sleep .2; echo err >&2; sleep .2; echo more',
  );
  return apart.replace(/\b(9000|910[02]|5353)\b/g, (port) => String(Number(port) + 30_000));
};

export const STAGED: readonly string[] = STAGE.map(own);

/** Lines that cannot answer alike, whatever an engine does, and why. */
const OMITTED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^docker version -f \{\{\.Server\.Version\}\}$/, 'which engine answers is what it asks'],
  [/^docker (create busybox|pull hello-world):nosuchtag$/, "the lab's engine reaches a mirror alone"],
  [/^docker pull -a hello-world$/, 'the two registries have other tags'],
  [/^docker history .*(busybox|web)$/, 'the two registries have other images'],
  [/^docker exec --privileged /, "the lab's kernel allows no privileges"],
  [/^docker events /, 'each engine has a past of its own; events are compared by a test of their own'],
  [
    /^docker load (-q )?-i \/tmp\//,
    'what the archive replaces depends on images that the two registries do not share',
  ],
];
const kept = (line: string): boolean => !OMITTED.some(([pattern]) => pattern.test(line));

/** What the tables of our own command line leave out: it has no such commands. */
const MORE: readonly string[] = `
docker exec site echo hi
docker exec site sh -c "echo out; echo err >&2; exit 3"
docker exec -i site cat
docker exec -it site sh
docker exec -d site true
docker exec -e A=1 -w /tmp site sh -c 'echo $A; pwd'
docker exec -u 1000 site id -u
docker exec -w /nosuch site pwd
docker exec site nosuchcmd
docker exec talk true
docker exec cold true
docker exec nosuch true
docker exec site
docker push nosuch
docker push
docker push UPPER
docker attach talk
docker attach nosuch
docker diff nosuch
docker diff site
docker cp site:/nosuch -
docker cp nosuch:/etc -
docker top talk
docker top nosuch
docker history nosuch
docker commit nosuch
docker commit -q site kept:1
docker export nosuch
docker save nosuch
docker update -m 128m --memory-swap 256m site
docker update --restart always nosuch
docker container prune -f --filter label=nosuch
docker volume prune -f --filter label=nosuch
docker network prune -f --filter label=nosuch
docker image prune -f --filter label=nosuch
docker logs --details site
docker stats --no-stream nosuch
docker swarm leave
docker node ls
docker service ls
`
  .trim()
  .split('\n');

const TABLES: ReadonlySet<string> = new Set([...READING, ...CHANGING.map(({ line }) => line)]);

/** Both have a registry of this machine's own at its usual port. */
const REGISTRY: readonly Line[] = [
  {
    line: 'docker push 127.0.0.1:5000/team/box:v1',
    before: ['docker tag busybox 127.0.0.1:5000/team/box:v1'],
  },
  { line: 'docker push -q 127.0.0.1:5000/team/box:v1' },
  { line: 'docker push 127.0.0.1:5000/team/box' },
  { line: 'docker push 127.0.0.1:5000/team/nosuch:v1' },
  {
    line: 'docker push 127.0.0.1:5999/team/box:v1',
    before: ['docker tag busybox 127.0.0.1:5999/team/box:v1'],
  },
  { line: 'docker pull 127.0.0.1:5000/team/box:v1', before: ['docker rmi 127.0.0.1:5000/team/box:v1'] },
  { line: 'docker pull -a 127.0.0.1:5000/team/box' },
  { line: 'docker pull 127.0.0.1:5000/team/box:nosuchtag' },
  { line: 'docker create 127.0.0.1:5000/team/box:nosuchtag' },
  { line: 'docker run 127.0.0.1:5000/team/nosuch' },
];

/** All lines, each with what goes before it on both sides. */
export const READ: readonly Line[] = READING.filter(kept).map((line) => ({ line: own(line) }));
export const CHANGED: readonly Line[] = [
  ...CHANGING.filter(({ line }) => kept(line)).map(({ line, before = [] }) => ({
    line: own(line),
    before: before.map(own),
  })),
  ...REGISTRY,
  // Some of these may have come into the tables.
  ...MORE.filter((line) => !TABLES.has(line)).map((line) => ({ line })),
];

/** The commands of a first course: none of these may differ. */
export const FIRST_COURSE = /^docker (run|ps|images|logs|exec|stop|rm|rmi|build|pull|push)\b/;

/** Lines whose events are compared, in their order; each finds what those before it left. */
export const TOLD: readonly string[] = `
docker pull -q hello-world
docker run --name told hello-world
docker run -d --name stays --network lan -v kept:/k busybox sleep 1000
docker exec stays true
docker pause stays
docker unpause stays
docker kill -s HUP stays
docker rename stays kept
docker network disconnect lan kept
docker network connect lan kept
docker restart -t 0 kept
docker stop -t 0 kept
docker rm kept
docker volume rm kept
docker tag busybox told:1
docker rmi told:1
docker rmi hello-world
docker rm told
docker run --rm busybox false
docker run --rm busybox nosuchcmd
docker network create told
docker network rm told
`
  .trim()
  .split('\n');
