import { homedir } from 'node:os';
import { commandId, hostMs, type EngineKey } from '../core/base/brand';
import type { Handlers } from '../contract/calls';
import { CallError } from '../contract/calls';
import type { Offer } from '../contract/host';
import type { Entry, Fact } from '../core/journal/entry';
import { createJournal, type Journal } from '../core/journal/journal';
import { createVault, type Vault } from '../core/journal/vault';
import { toCheckpoint } from '../core/world/checkpoint';
import { foldAll } from '../core/world/fold';
import { emptyWorld, hasProcess, type World } from '../core/world/world';
import type { Environment } from '../core/command/program';
import { opensTerminal } from '../core/command/opens-terminal';
import { credentialsFrom } from './act/credentials';
import { loginStore } from './act/login-store';
import { inTerminal, Terminals } from './act/terminal/terminals';
import { runCommand, type Running } from './act/run-command';
import { API_NEWEST } from './connect/negotiate';
import { engineOf, TapSwitch } from './tap/tap-switch';
import { VERSION } from './version';
import { tellPractice } from './act/practice';
import { inspectObject } from './observe/inspect-object';
import type { Observer } from './observe/observer';
import { followEngines, type FollowOptions } from './observe/follow-engines';

export interface Desk {
  readonly journal: Journal;
  readonly vault: Vault;
  readonly observer: Observer;
  readonly offer: Offer;
  /** The world now. */
  world(): World;
  stop(): void;
}

/** One engine, its journal and what may be asked of it: what every host puts on its transport. */
export function openDesk(options: FollowOptions): Desk {
  const journal = createJournal();
  const vault = createVault();
  let world = emptyWorld();
  journal.subscribe((entries: readonly Entry[]) => {
    world = foldAll(world, entries);
  });
  const running = new Map<string, Running>();
  const tell = (key: EngineKey, fact: Fact): void => void journal.append(hostMs(Date.now()), key, fact);
  const observer = followEngines(
    options,
    tell,
    () => running.size > 0 || world.containers.values().some(hasProcess),
  );
  const append = (fact: Fact): void => tell(observer.key, fact);
  const environment: Environment = {
    cwd: options.env['HOME'] ?? homedir(),
    terminal: null,
    input: null,
    platform: {
      os: process.platform === 'win32' ? 'windows' : process.platform,
      architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    },
    version: VERSION,
    newestApi: API_NEWEST,
    variable: (name) => options.env[name],
    credentials: credentialsFrom(options.env),
    logins: loginStore(options.env),
  };
  let counter = 0;
  const terminals = new Terminals(append);
  const tapSwitch = new TapSwitch(options.env, {
    engine: async () => engineOf(await observer.session()),
    tell: (fact) => {
      append(fact);
      if (fact.kind === 'command-finished') observer.acted();
    },
    vault,
  });

  const handlers: Handlers = {
    run({ text, origin, size }) {
      counter += 1;
      const id = commandId(`c${String(counter)}`);
      const terminal = opensTerminal(text) ? terminals.open(size) : null;
      const io = { id, origin, append, vault } as const;
      const command = runCommand(
        () => observer.session(),
        text,
        terminal
          ? {
              ...io,
              screen: terminal.screen,
              input: terminal.input,
              terminal: true,
              attached: (to) => terminals.attached(id, to),
              environment: inTerminal(environment, terminal),
            }
          : {
              ...io,
              // The app's screen is the journal: what is printed comes to it as entries, with holes for secrets.
              screen: { out: () => undefined },
              // No screen holds a fast program back here, so its pace is bounded instead.
              paced: true,
              environment,
            },
      );
      if (terminal) terminals.begin(id, terminal, command);
      running.set(id, command);
      void command.done.finally(() => {
        running.delete(id);
        observer.acted();
      });
      return Promise.resolve({ command: id });
    },
    interrupt({ command }) {
      running.get(command)?.interrupt();
      return Promise.resolve({});
    },
    async type({ command, bytes }) {
      await terminals.type(command, Buffer.from(bytes, 'base64'));
      return {};
    },
    resize({ command, size }) {
      terminals.resize(command, size);
      return Promise.resolve({});
    },
    async read({ command, from }) {
      const piece = await terminals.read(command, from);
      if (piece === null)
        throw new CallError({ code: 'gone', message: 'This terminal is closed.', hint: null });
      return { ...piece, bytes: Buffer.from(piece.bytes).toString('base64') };
    },
    leave({ command }) {
      terminals.leave(command);
      return Promise.resolve({});
    },
    look(shown) {
      observer.look(shown);
      return Promise.resolve({});
    },
    async inspect({ of, id }) {
      const session = await observer.session().catch(() => {
        throw new CallError({
          code: 'no-engine',
          message: 'No engine answers.',
          hint: 'The picture says why.',
        });
      });
      return { json: await inspectObject(session, of, id, vault) };
    },
    follow({ engine }) {
      if (engine === 'practice' && options.practice === undefined)
        return Promise.reject(
          new CallError({
            code: 'no-practice',
            message: 'This host has no practice engine.',
            hint: 'Start Cutaway without --engine.',
          }),
        );
      observer.follow(engine);
      return Promise.resolve({});
    },
    async practice(wanted) {
      const session = await observer.session().catch(() => {
        throw new CallError({ code: 'no-engine', message: 'No engine answers.', hint: null });
      });
      return { scenes: await tellPractice(session, wanted) };
    },
    tap: ({ wanted }) => tapSwitch.turn(wanted),
    secrets({ holes }) {
      const values: Record<string, string> = {};
      for (const hole of holes) {
        const value = vault.value(hole);
        if (value !== undefined) values[String(hole)] = value;
      }
      return Promise.resolve({ values });
    },
  };

  return {
    journal,
    vault,
    observer,
    world: () => world,
    offer: {
      handlers,
      since: (after) => journal.since(after),
      checkpoint: () => toCheckpoint(world),
      subscribe: (listener) => journal.subscribe(() => listener()),
      get last() {
        return journal.last;
      },
      soon: (work) => void setImmediate(work),
    },
    stop() {
      for (const command of running.values()) command.interrupt();
      void tapSwitch.turn('off');
      observer.stop();
    },
  };
}
