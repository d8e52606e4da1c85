import { list, object, text, type Obj } from '../../base/read';
import { ansicTime } from '../../docker/ansic-time';
import { formatOne } from '../listing/format-one';
import { goJson } from '../listing/go-template';
import type { EngineAt, Environment, Program, Sub } from '../program';
import { expectOk, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, engine, environment, out, print } from '../steps';
import { Unreachable } from '../program';

export const version: CommandSpec = {
  name: 'version',
  aliases: [],
  usage: '[OPTIONS]',
  help: 'Prints the versions of Cutaway and of the engine',
  flags: [
    {
      long: 'format',
      short: 'f',
      type: 'string',
      explains: 'prints a part alone, such as {{.Server.Version}}, or json',
    },
  ],
  later: [],
  arguments: { least: 0, most: 0, complete: [], explain: [] },
  interspersed: true,
  program: (parsed) => plainly(printVersion(parsed)),
};

const LABEL = 20;
const row = (label: string, value: unknown): string => `${label.padEnd(LABEL)}${text(value)}\n`;

/** The client's part says what this client is: Cutaway, not the CLI. */
function clientPart(client: Environment, at: EngineAt | null): string {
  const api =
    at === null || at.api === client.newestApi
      ? client.newestApi
      : `${at.api} (downgraded from ${client.newestApi})`;
  return (
    'Client: Cutaway\n' +
    row(' Version:', client.version) +
    row(' API version:', api) +
    row(' OS/Arch:', `${client.platform.os}/${client.platform.architecture}`) +
    row(' Context:', at?.context ?? 'default')
  );
}

function component(each: Obj): string {
  const details = object(each['Details']);
  const head = ` ${text(each['Name'])}:\n${row('  Version:', each['Version'])}`;
  if (each['Name'] !== 'Engine')
    return (
      head +
      Object.keys(details)
        .sort()
        .map((key) => row(`  ${key}:`, details[key]))
        .join('')
    );
  return (
    head +
    row(
      '  API version:',
      `${text(details['ApiVersion'])} (minimum version ${text(details['MinAPIVersion'])})`,
    ) +
    row('  Go version:', details['GoVersion']) +
    row('  Git commit:', details['GitCommit']) +
    row('  Built:', ansicTime(text(details['BuildTime']))) +
    row('  OS/Arch:', `${text(details['Os'])}/${text(details['Arch'])}`) +
    row('  Experimental:', details['Experimental'])
  );
}

function serverPart(server: Obj): string {
  const platform = text(object(server['Platform'])['Name']);
  return `\nServer:${platform === '' ? '' : ` ${platform}`}\n${list(server['Components'])
    .map((each) => component(object(each)))
    .join('')}`;
}

function* reached(): Sub<EngineAt | Unreachable> {
  try {
    return yield* engine();
  } catch (error) {
    if (error instanceof Unreachable) return error;
    throw error;
  }
}

function* printVersion(parsed: Parsed): Program {
  const client = yield* environment();
  const at = yield* reached();
  const format = parsed.string('format');
  const server =
    at instanceof Unreachable ? null : object(expectOk(yield* ask({ method: 'GET', path: '/version' })).json);
  if (format === '') {
    yield* print(
      'stdout',
      clientPart(client, at instanceof Unreachable ? null : at) + (server === null ? '' : serverPart(server)),
    );
  } else {
    const both = {
      Client: {
        Platform: { Name: 'Cutaway' },
        Version: client.version,
        ApiVersion: at instanceof Unreachable ? client.newestApi : at.api,
        DefaultAPIVersion: client.newestApi,
        Os: client.platform.os,
        Arch: client.platform.architecture,
        Context: at instanceof Unreachable ? 'default' : (at.context ?? 'default'),
      },
      Server: server,
    };
    if (format === 'json') yield* out(goJson(both, true));
    else yield* formatOne(format, both, 'version', 'system.versionInfo');
  }
  if (at instanceof Unreachable) throw at;
  return 0;
}
