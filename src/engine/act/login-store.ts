import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { object, parseJson, text, type Obj } from '../../core/base/read';
import type { Environment, LoginStore, Step } from '../../core/command/program';
import { HUB } from '../../core/command/registries/server';

/** Said where this client keeps no logins. */
const NO_STORE = 'this client keeps no logins';

type LoginStep = Extract<Step, { readonly do: 'known-login' | 'keep-login' | 'drop-login' }>;

/** Does what a program asks about logins. */
export function loginStep(at: Environment, step: LoginStep): Promise<unknown> {
  if (step.do === 'known-login') return knownLogin(at, step.server);
  if (step.do === 'keep-login') return at.logins?.keep(step.login) ?? Promise.resolve({ message: NO_STORE });
  return at.logins?.drop(step.server) ?? Promise.resolve(NO_STORE);
}

/** Who the user is at a registry already, with a password; null: nobody, or a token alone. */
async function knownLogin(
  { credentials }: Environment,
  server: string,
): Promise<{ readonly username: string; readonly password: string } | null> {
  const header = await credentials(server === HUB ? 'docker.io' : server);
  const told = object(parseJson(Buffer.from(header ?? '', 'base64url').toString('utf8')));
  const [username, password] = [text(told['username']), text(told['password'])];
  return username === '' || password === '' ? null : { username, password };
}

export function loginStore(env: Readonly<Record<string, string | undefined>>): LoginStore {
  const folder = env['DOCKER_CONFIG'] || join(env['HOME'] || homedir(), '.docker');
  const file = join(folder, 'config.json');

  function read(): Obj {
    let source: string;
    try {
      source = readFileSync(file, 'utf8');
    } catch {
      return {};
    }
    const config = parseJson(source);
    // What cannot be read is somebody's work: it is not written over.
    if (config === undefined && source.trim() !== '') throw new Error(`${file} is not valid JSON`);
    return object(config);
  }
  /** The file appears whole or not at all, readable by its owner alone. */
  function write(config: Obj): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const beside = join(folder, `.config.json.${randomBytes(6).toString('hex')}`);
    try {
      writeFileSync(beside, JSON.stringify(config, null, '\t'), { mode: 0o600, flag: 'wx' });
      renameSync(beside, file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  }
  const helperOf = (config: Obj, server: string): string =>
    text(object(config['credHelpers'])[server]) || text(config['credsStore']);
  const sorted = (auths: Obj): Obj =>
    Object.fromEntries(Object.entries(auths).sort(([a], [b]) => (a < b ? -1 : 1)));

  return {
    async keep({ server, username, password, token }) {
      try {
        const config = read();
        const helper = helperOf(config, server);
        if (helper !== '') {
          const secret = token === '' ? password : token;
          const name = token === '' ? username : '<token>';
          const told = await tell(
            helper,
            'store',
            JSON.stringify({ ServerURL: server, Username: name, Secret: secret }),
          );
          return told === null ? { open: null } : { message: told };
        }
        const auth = Buffer.from(`${username}:${token === '' ? password : ''}`).toString('base64');
        const entry = { auth, ...(token === '' ? {} : { identitytoken: token }) };
        write({ ...config, auths: sorted({ ...object(config['auths']), [server]: entry }) });
        return { open: file };
      } catch (error) {
        return { message: error instanceof Error ? error.message : String(error) };
      }
    },
    async drop(server) {
      try {
        const config = read();
        const helper = helperOf(config, server);
        if (helper !== '') return await tell(helper, 'erase', server);
        const { [server]: gone, ...left } = object(config['auths']);
        if (gone !== undefined) write({ ...config, auths: left });
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

/** Hands something to a credential helper, a program of its own. @returns why it failed; null when it did not */
function tell(helper: string, verb: 'store' | 'erase', input: string): Promise<string | null> {
  if (!/^[\w.-]+$/.test(helper)) return Promise.resolve(`"${helper}" is no name of a credential helper`);
  return new Promise((resolve) => {
    const child = execFile(
      `docker-credential-${helper}`,
      [verb],
      { timeout: 30_000 },
      (error, stdout, stderr) =>
        resolve(error === null ? null : stdout.trim() || stderr.trim() || error.message),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
