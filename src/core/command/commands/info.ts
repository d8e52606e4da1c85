import { object, texts } from '../../base/read';
import { infoText } from '../inspecting/info-text';
import { formatOne } from '../listing/format-one';
import type { Program } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, engine, environment, err, out, print } from '../steps';

export const info: CommandSpec = {
  name: 'info',
  aliases: ['system info'],
  usage: '[OPTIONS]',
  help: 'Prints what the engine says of itself and its machine',
  flags: [
    {
      long: 'format',
      short: 'f',
      type: 'string',
      explains: 'prints a part alone, such as {{.ServerVersion}}, or json',
    },
  ],
  later: [],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(printInfo(parsed)),
};

function* printInfo(parsed: Parsed): Program {
  const format = parsed.string('format');
  const client = yield* environment();
  const head = (context: string) =>
    `Client: Cutaway\n Version:    ${client.version}\n Context:    ${context}\n Debug Mode: false\n\nServer:\n`;
  let context = 'default';
  try {
    context = (yield* engine()).context ?? context;
  } catch (error) {
    // The client's part can be told without an engine, and is.
    if (format === '') yield* print('stdout', head(context));
    throw error;
  }
  const answer = expectOk(yield* ask({ method: 'GET', path: '/info', slow: true }));
  const told = object(answer.json);
  if (format === 'json') yield* out(answer.text.trim());
  else if (format !== '') yield* formatOne(format, told, '', 'system.dockerInfo');
  else {
    yield* print('stdout', `${head(context)}${infoText(told)}\n`);
    const warnings = texts(told['Warnings']);
    if (warnings.length > 0) yield* err(...warnings);
  }
  return 0;
}
