import type { Container, World } from './world';
import { hasProcess } from './world';

/** One step of the answer, in the order in which somebody would look. */
export interface Check {
  readonly ok: boolean;
  readonly words: string;
  readonly more: string;
}

interface Answer {
  readonly checks: readonly Check[];
}

/** Whether one container reaches another, how, and if not, why. Reasoned from what the engine tells; nothing is tried. */
export type Reach =
  /** They hang on the same network. */
  | (Answer & {
      readonly kind: 'network';
      readonly network: string;
      /** Names by which `to` is found there; none: by its address alone. */
      readonly names: readonly string[];
      readonly address: string;
    })
  /** They use one and the same network stack: each is `localhost` to the other. */
  | (Answer & { readonly kind: 'same'; readonly whose: string })
  /** One of them is on the machine's own network: reached at the machine's address, or by its own, never by name. */
  | (Answer & { readonly kind: 'host'; readonly address: string })
  | (Answer & { readonly kind: 'stopped'; readonly which: readonly Container[] })
  /** One has no network at all. */
  | (Answer & { readonly kind: 'none'; readonly which: readonly Container[] })
  /** A network in common that was told to keep its containers apart. */
  | (Answer & { readonly kind: 'silent'; readonly network: string })
  | (Answer & {
      readonly kind: 'apart';
      /** A third one that hangs on a network of each: it can pass on what it is asked, nobody walks through it. */
      readonly between: Container | null;
      /** The network to join, and the one who is to join it; null: one has to be made first. */
      readonly join: { readonly network: string; readonly container: Container } | null;
      /** A published port of `to` that leads there by way of the machine. */
      readonly port: number | null;
    });

export const reaches = (reach: Reach): boolean =>
  reach.kind === 'network' || reach.kind === 'same' || reach.kind === 'host';

/** The first bridge looks up no names; neither do the machine's own network and none. Podman calls its first one so. */
const NAMELESS: ReadonlySet<string> = new Set(['bridge', 'podman']);

export const looksUpNames = (network: string): boolean => !NAMELESS.has(network);

/** The container whose network this one uses: itself, unless it was started with `--network container:…`. */
export function stackOwner(world: World, c: Container): Container {
  const name = c.sharesNetwork;
  if (name === null) return c;
  const all = world.containers.values();
  return (
    all.find((other) => other.id === name || other.name === name) ??
    all.find((other) => other.id.startsWith(name)) ??
    c
  );
}

const plugged = (c: Container): readonly string[] => c.networks.filter((n) => n !== 'none' && n !== 'host');
const isHost = (c: Container): boolean => c.networks.includes('host');
const isNone = (c: Container): boolean => c.networks.length === 0 || c.networks.includes('none');

const addressIn = (c: Container, network: string): string =>
  c.attachments.find((each) => each.network === network)?.address ?? '';

/** Names by which a container is found in a network: its own first, then aliases. */
export function namesIn(c: Container, network: string): readonly string[] {
  if (!looksUpNames(network)) return [];
  const told = c.attachments.find((each) => each.network === network)?.names ?? [];
  return told.length > 0 ? told : [c.name];
}

const list = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

/** Whether `from` can open a connection to `to`. */
export function reach(world: World, from: Container, to: Container): Reach {
  const stopped = [from, to].filter((c, i, both) => !hasProcess(c) && both.indexOf(c) === i);
  if (stopped.length > 0)
    return {
      kind: 'stopped',
      which: stopped,
      checks: stopped.map((c) => ({ ok: false, words: `${c.name} does not run`, more: 'its plugs are out' })),
    };
  const run: Check = { ok: true, words: 'Both run', more: '' };
  const [a, b] = [stackOwner(world, from), stackOwner(world, to)];
  if (a.id === b.id)
    return {
      kind: 'same',
      whose: from.id === to.id ? from.name : a.name,
      checks: [
        run,
        {
          ok: true,
          words: 'One network for both',
          more: `that of ${a.name}: each is localhost to the other`,
        },
      ],
    };
  if (isHost(a) && isHost(b))
    return {
      kind: 'same',
      whose: 'the machine',
      checks: [
        run,
        { ok: true, words: 'Both use the machine’s own network', more: 'each is localhost to the other' },
      ],
    };
  const none = [a, b].filter(isNone);
  if (none.length > 0)
    return {
      kind: 'none',
      which: none,
      checks: [
        run,
        ...none.map((c) => ({
          ok: false,
          words: `${c.name} has no network`,
          more: 'started with --network none',
        })),
      ],
    };
  if (isHost(a) || isHost(b)) return overHost(world, a, b, run);
  return overNetworks(world, a, b, run);
}

/** One of the two is the machine, as far as networks go. */
function overHost(world: World, a: Container, b: Container, run: Check): Reach {
  const other = isHost(a) ? b : a;
  const open = plugged(other).find((n) => !internal(world, n));
  if (isHost(a)) {
    const network = plugged(b)[0] ?? '';
    const address = addressIn(b, network);
    return {
      kind: 'host',
      address,
      checks: [
        run,
        {
          ok: true,
          words: `${a.name} uses the machine’s own network`,
          more: 'the machine has a leg in every bridge',
        },
        {
          ok: true,
          words: 'By address, never by name',
          more: address === '' ? '' : `${b.name} is ${address}`,
        },
      ],
    };
  }
  if (open === undefined)
    return {
      kind: 'apart',
      between: null,
      join: null,
      port: null,
      checks: [
        run,
        { ok: true, words: `${b.name} uses the machine’s own network`, more: '' },
        {
          ok: false,
          words: `${a.name} has no way out to the machine`,
          more: `${list(plugged(a))}: internal`,
        },
      ],
    };
  return {
    kind: 'host',
    address: '',
    checks: [
      run,
      { ok: true, words: `${b.name} uses the machine’s own network`, more: '' },
      { ok: true, words: 'At the machine’s own address', more: 'never by its name' },
    ],
  };
}

const internal = (world: World, name: string): boolean =>
  world.networks.values().find((n) => n.name === name)?.internal === true;
const talks = (world: World, name: string): boolean =>
  world.networks.values().find((n) => n.name === name)?.talks !== false;

function overNetworks(world: World, a: Container, b: Container, run: Check): Reach {
  const common = plugged(a).filter((n) => plugged(b).includes(n));
  const usable = common.filter((n) => talks(world, n));
  const best = usable.find(looksUpNames) ?? usable[0];
  if (best !== undefined) {
    const names = namesIn(b, best);
    const address = addressIn(b, best);
    return {
      kind: 'network',
      network: best,
      names,
      address,
      checks: [
        run,
        {
          ok: true,
          words: `Both hang on ${best}`,
          more: common.length > 1 ? `of ${String(common.length)} in common` : '',
        },
        names.length > 0
          ? { ok: true, words: `${best} looks up names`, more: `${b.name} answers to ${names.join(', ')}` }
          : { ok: false, words: `${best} looks up no names`, more: 'by address only' },
        ...(address === '' ? [] : [{ ok: true, words: `Its address is ${address}`, more: '' }]),
      ],
    };
  }
  const silent = common[0];
  if (silent !== undefined)
    return {
      kind: 'silent',
      network: silent,
      checks: [
        run,
        { ok: true, words: `Both hang on ${silent}`, more: '' },
        { ok: false, words: 'It keeps its containers apart', more: 'enable_icc is off' },
      ],
    };
  const between =
    world.containers
      .values()
      .sort((x, y) => (x.name < y.name ? -1 : 1))
      .find(
        (c) =>
          c.id !== a.id &&
          c.id !== b.id &&
          hasProcess(c) &&
          plugged(c).some((n) => plugged(a).includes(n)) &&
          plugged(c).some((n) => plugged(b).includes(n)),
      ) ?? null;
  // Whoever joins gets a plug in a network that looks up names; the first bridge is never the place to meet.
  const ofA = plugged(a).find(looksUpNames);
  const ofB = plugged(b).find(looksUpNames);
  const join =
    ofA !== undefined
      ? { network: ofA, container: b }
      : ofB !== undefined
        ? { network: ofB, container: a }
        : null;
  const out = plugged(a).some((n) => !internal(world, n));
  const published = b.ports.find((p) => p.outside !== null && p.ip !== '127.0.0.1' && p.ip !== '::1');
  const address = addressIn(b, plugged(b)[0] ?? '');
  return {
    kind: 'apart',
    between,
    join,
    port: out ? (published?.outside ?? null) : null,
    checks: [
      run,
      {
        ok: false,
        words: 'No network in common',
        more: `${a.name}: ${list(plugged(a))}. ${b.name}: ${list(plugged(b))}.`,
      },
      {
        ok: false,
        words: `The name ${b.name} is unknown to ${a.name}`,
        more: 'names are looked up in networks that both hang on',
      },
      ...(address === ''
        ? []
        : [
            {
              ok: false,
              words: `Its address ${address} is walled off`,
              more: 'bridges do not pass on to each other',
            },
          ]),
    ],
  };
}
