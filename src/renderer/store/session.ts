import type { Client } from '../../contract/client';
import { createClient } from '../../contract/client';
import { CallError, type CallBody, type CallName, type CallResult } from '../../contract/calls';
import { fromCheckpoint } from '../../core/world/checkpoint';
import { startPlayer, take } from '../../core/player/player';
import { after } from '../clock';
import { stageTime } from './pace';
import { NotAdmitted, wayToHost, type Way } from './connect';
import { enterForeseen } from './foreseen';
import { store } from './store';

let client: Client | null = null;

/** Milliseconds between tries while the host is gone. */
const RETRY = 500;

function attach(transport: Awaited<ReturnType<Way['open']>>, way: Way, changed: () => void): void {
  client = createClient(transport, {
    checkpoint(checkpoint) {
      const world = fromCheckpoint(checkpoint);
      store.setState({
        world,
        player: startPlayer(world),
        host: 'open',
        say: null,
        lag: 0,
        command: world.commands.at(-1)?.id ?? null,
        // A program that is typed to is in view again after a reload.
        ...(world.terminals.some((terminal) => terminal.exitCode === null) ? { panel: 'terminal' } : {}),
      });
      client?.ack(world.seq);
      changed();
    },
    entries(entries) {
      const before = store.getState();
      const player = take(before.player, entries, stageTime());
      const started = entries.findLast((entry) => entry.kind === 'command-started');
      const opened = entries.findLast((entry) => entry.kind === 'terminal' && entry.state === 'open');
      store.setState({
        player,
        world: player.world,
        host: 'open',
        ...(opened?.kind === 'terminal' ? { panel: 'terminal', terminal: opened.command } : {}),
        ...(started?.kind === 'command-started' ? { command: started.command } : {}),
        // What is being read here is not taken away by what is typed elsewhere.
        ...(started?.kind === 'command-started' && started.origin !== 'tap' ? { outputOpen: false } : {}),
      });
      client?.ack(player.world.seq);
      changed();
    },
    closed() {
      client = null;
      store.setState({
        host: 'gone',
        hostWords: 'Cutaway itself has ended. The picture is as it was; it comes back by itself.',
      });
      changed();
      after(RETRY, () => void connect(way, changed));
    },
  });
  const last = store.getState().world.seq;
  client.follow(last > 0 ? last : null);
}

async function connect(way: Way, changed: () => void): Promise<void> {
  try {
    attach(await way.open(), way, changed);
  } catch (error) {
    if (error instanceof NotAdmitted) {
      store.setState({ host: 'refused', hostWords: error.message });
      changed();
      return;
    }
    after(RETRY, () => void connect(way, changed));
  }
}

/** Connects to the host and keeps the store true to its journal. `changed` asks for a frame. */
export const startSession = (changed: () => void): void => void connect(wayToHost(), changed);

const fail = (error: unknown): void => {
  const text =
    error instanceof CallError
      ? [error.trouble.message, error.trouble.hint].filter(Boolean).join(' ')
      : 'The host does not answer.';
  store.setState({ say: { text, ticket: null, at: store.getState().world.at } });
};

export function runText(text: string, origin: 'prompt' | 'button'): void {
  const { history } = store.getState();
  enterForeseen();
  store.setState({ history: [...history.filter((line) => line !== text), text].slice(-200), draft: '' });
  const size = store.getState().terminalSize;
  client?.call('run', { text, origin, ...(size ? { size } : {}) }).catch(fail);
}

/** Asks the host; undefined while there is none. */
export const hostCall = <N extends CallName>(
  name: N,
  body: CallBody<N>,
): Promise<CallResult[N]> | undefined => client?.call(name, body);

export function interrupt(command: string): void {
  client?.call('interrupt', { command }).catch(fail);
}

/** Follows the real engine or the practice engine from here on. */
export function followEngine(engine: 'real' | 'practice'): void {
  client?.call('follow', { engine }).catch(fail);
}

/** Names of the practice engine's scenes; none where it is a real engine. */
export async function practiceScenes(): Promise<readonly string[]> {
  const answer = await client?.call('practice', {}).catch(() => null);
  return answer?.scenes ?? [];
}

/** Tells the practice engine what only it can be told. @returns why it cannot be done, null when it was */
export async function tellPractice(wanted: CallBody<'practice'>): Promise<string | null> {
  if (!client) return 'The host does not answer.';
  try {
    await client.call('practice', wanted);
    return null;
  } catch (error) {
    return error instanceof CallError ? error.trouble.message : 'The engine did not answer.';
  }
}

export function look(shown: CallBody<'look'>): void {
  client?.call('look', shown).catch(() => undefined);
}

/** The engine's whole answer about one object, as text; secrets are holes. */
export async function everythingOf(of: 'container' | 'image', id: string): Promise<string> {
  if (!client) return 'The host does not answer.';
  try {
    const { json } = await client.call('inspect', { of, id });
    return JSON.stringify(json, null, 2);
  } catch (error) {
    return error instanceof CallError ? error.trouble.message : 'The engine did not answer.';
  }
}

/** Asks for values behind holes that this screen shows and does not know yet. */
export function fillHoles(holes: readonly number[]): void {
  const { secrets } = store.getState();
  const missing = holes.filter((hole) => secrets[String(hole)] === undefined);
  if (missing.length === 0) return;
  client
    ?.call('secrets', { holes: missing })
    .then(({ values }) => store.setState({ secrets: { ...store.getState().secrets, ...values } }))
    .catch(() => undefined);
}
