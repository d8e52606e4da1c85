import { engineKey, hostMs } from '../../core/base/brand';
import { encodeEntry } from '../../core/journal/codec';
import { createJournal } from '../../core/journal/journal';
import { createVault } from '../../core/journal/vault';
import { EndpointError } from '../../engine/connect/endpoint';
import { EngineUnreachable, endpointOf, openEndpoint } from '../../engine/connect/open';
import { addressOf, NoPlace, tapPlace } from '../../engine/tap/socket-place';
import { openTap, type Tap } from '../../engine/tap/tap';
import { engineOf, linesFor } from '../../engine/tap/tap-switch';
import { onInterrupt } from '../interrupted';
import { Failure } from '../misuse';
import type { Subcommand } from '../subcommand';

/** What can go wrong before it listens, in words. */
function explained(error: unknown): Error {
  if (error instanceof NoPlace || error instanceof EndpointError) return new Failure(error.message);
  if (error instanceof EngineUnreachable) return new Failure(error.cliMessage);
  return error instanceof Error ? error : new Error(String(error));
}

export const tap: Subcommand = {
  usage: 'tap [--socket PATH] [--look-only] [--json]',
  about:
    'Forwards other clients to the engine until Ctrl-C, byte for byte, and tells what they ask. It is as powerful as the engine’s own socket: only you may speak to it.',
  options: [
    { name: 'socket', takes: 'PATH', says: 'where to listen, in place of a folder of your own' },
    { name: 'look-only', says: 'let nothing through but GET and HEAD' },
    { name: 'json', says: 'print what passes as journal entries, one a line' },
  ],
  words: 0,
  async run(given, { stdout, stderr, env }) {
    const path = given.value('socket') ?? tapPlace(env);
    const json = given.flag('json');
    const lookOnly = given.flag('look-only');
    const interrupted = onInterrupt();
    let opened: Tap;
    try {
      const endpoint = endpointOf({ engine: given.value('engine'), env });
      if (endpoint.address === addressOf(path))
        throw new NoPlace(`${endpoint.address} is the tap's own address: say which engine with --engine.`);
      const session = await openEndpoint(endpoint, env);
      const journal = createJournal();
      const key = engineKey(endpoint.address);
      opened = await openTap({
        path,
        lookOnly,
        engine: () => Promise.resolve(engineOf(session)),
        vault: createVault(),
        tell(fact) {
          for (const entry of journal.append(hostMs(Date.now()), key, fact)) {
            if (json) stdout.write(encodeEntry(entry));
            else if (entry.kind === 'command-named') stderr.write(`${entry.text}\n`);
          }
        },
      });
    } catch (error) {
      interrupted.release();
      throw explained(error);
    }
    const [line = '', context = ''] = linesFor(opened.address);
    (json ? stderr : stdout).write(
      `The tap ${lookOnly ? 'lets only questions through' : 'is open'}. In another terminal:\n${line}\nor: ${context}\nCtrl-C closes it.\n`,
    );
    await interrupted.come;
    await opened.close();
    return 0;
  },
};
