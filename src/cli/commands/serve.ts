import { serveDesk } from '../host';
import { onInterrupt } from '../interrupted';
import type { Subcommand } from '../subcommand';
import { readPort } from '../values';

export const serve: Subcommand = {
  usage: 'serve [--port N] [--json]',
  about:
    'Serves the app to a browser on this machine, until Ctrl-C. Whoever has the address may use the engine.',
  options: [
    { name: 'port', takes: 'N', says: 'the port of 127.0.0.1; 0 (the default) is any that is free' },
    { name: 'json', says: 'print {"url": …} as one line when ready' },
  ],
  words: 0,
  async run(given, io) {
    const port = readPort('port', given.value('port') ?? '0');
    const interrupted = onInterrupt();
    const served = await serveDesk(given.value('engine'), port, io);
    io.stdout.write(
      given.flag('json')
        ? `${JSON.stringify({ url: served.url })}\n`
        : `Cutaway is at ${served.url}\nKeep the address to yourself; Ctrl-C ends it.\n`,
    );
    await interrupted.come;
    await served.close();
    return 0;
  },
};
