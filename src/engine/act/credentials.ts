import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { object, parseJson, text } from '../../core/base/read';

const HUB = 'https://index.docker.io/v1/';

/** Names under which the CLI's configuration may know a registry. */
const namesOf = (registry: string): readonly string[] =>
  registry === 'docker.io' ? [HUB] : [registry, `https://${registry}`, `http://${registry}`];

/** `X-Registry-Auth` is base64 with the alphabet for addresses. */
const encode = (auth: Readonly<Record<string, string>>): string =>
  Buffer.from(JSON.stringify(auth)).toString('base64').replaceAll('+', '-').replaceAll('/', '_');

/** Asks a credential helper, which is a program of its own: `docker-credential-NAME get`. Silent when it fails. */
function askHelper(helper: string, server: string): Promise<Readonly<Record<string, string>> | undefined> {
  if (!/^[\w.-]+$/.test(helper)) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = execFile(`docker-credential-${helper}`, ['get'], { timeout: 10_000 }, (error, stdout) => {
      const told = object(parseJson(stdout));
      const username = text(told['Username']);
      const secret = text(told['Secret']);
      if (error !== null || secret === '') resolve(undefined);
      else if (username === '<token>') resolve({ identitytoken: secret, serveraddress: server });
      else resolve({ username, password: secret, serveraddress: server });
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(server);
  });
}

/**
 * Reads who the user is at a registry from the CLI's configuration, as `docker login` left it: its `auths`, or the
 * helper that it names. Read anew for each pull, since a login may come in between.
 * @returns the header's value; undefined: nobody is logged in there
 */
export function credentialsFrom(
  env: Readonly<Record<string, string | undefined>>,
): (registry: string) => Promise<string | undefined> {
  return async (registry) => {
    const folder = env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
    let config: Readonly<Record<string, unknown>>;
    try {
      config = object(parseJson(readFileSync(join(folder, 'config.json'), 'utf8')));
    } catch {
      return undefined;
    }
    const helpers = object(config['credHelpers']);
    for (const server of namesOf(registry)) {
      const helper = text(helpers[server]) || text(config['credsStore']);
      const found = helper === '' ? undefined : await askHelper(helper, server);
      if (found) return encode(found);
      const entry = object(object(config['auths'])[server]);
      const [username = '', ...password] = Buffer.from(text(entry['auth']), 'base64')
        .toString('utf8')
        .split(':');
      if (username !== '') return encode({ username, password: password.join(':'), serveraddress: server });
      if (text(entry['identitytoken']) !== '')
        return encode({ identitytoken: text(entry['identitytoken']), serveraddress: server });
    }
    return undefined;
  };
}
