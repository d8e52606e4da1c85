import { object, text } from '../../base/read';
import { serverOf } from '../registries/server';
import type { Program, Sub } from '../program';
import { expectOk, Failure, plainly } from '../says';
import type { CommandSpec, Parsed } from '../spec';
import { ask, environment, err, inputLine, keepLogin, knownLogin, out } from '../steps';

export const login: CommandSpec = {
  name: 'login',
  aliases: [],
  usage: '[OPTIONS] [SERVER]',
  help: 'Makes you known at a registry, so that it lets you fetch and send what is yours',
  flags: [
    {
      long: 'password',
      short: 'p',
      type: 'string',
      secret: true,
      explains:
        'the password or token; others can read it from the screen and the history: --password-stdin is safer',
    },
    {
      long: 'password-stdin',
      type: 'bool',
      explains: 'reads the password from the input: echo … | docker login …',
    },
    { long: 'username', short: 'u', type: 'string', explains: 'your name at that registry' },
  ],
  later: [],
  arguments: {
    least: 0,
    most: 1,
    complete: ['none'],
    explain: ['the registry; without it, Docker Hub'],
  },
  interspersed: true,
  program: (parsed) => plainly(logIn(parsed)),
};

const NO_TERMINAL = 'Error: Cannot perform an interactive login from a non TTY device';

function* logIn(parsed: Parsed): Program {
  const server = serverOf(parsed.args[0] ?? '');
  const typed = yield* readTyped(parsed);
  const known = typed === null ? yield* knownLogin(server) : null;
  if (known !== null)
    yield* err(
      `Authenticating with existing credentials... [Username: ${known.username}]`,
      '',
      " Info -> To login with a different account, run 'docker logout' followed by 'docker login'",
      '',
      '',
    );
  const { username, password } = known ?? typed ?? (yield* refuse());
  const answer = object(
    expectOk(
      yield* ask({
        method: 'POST',
        path: '/auth',
        body: { username, password, serveraddress: server },
        slow: true,
      }),
    ).json,
  );
  if (known === null) {
    const token = text(answer['IdentityToken']);
    const kept = yield* keepLogin({ server, username, password, token });
    if ('message' in kept) throw new Failure(`Error saving credentials: ${kept.message}`);
    if (kept.open !== null)
      yield* err(
        '',
        `WARNING! Your credentials are stored unencrypted in '${kept.open}'.`,
        'Configure a credential helper to remove this warning. See',
        'https://docs.docker.com/go/credential-store/',
        '',
      );
  }
  const status = text(answer['Status']);
  if (status !== '') yield* out(status);
  return 0;
}

interface Login {
  readonly username: string;
  readonly password: string;
}

/** What flags and input say; null when nothing was said. @throws Failure in the CLI's words */
function* readTyped(parsed: Parsed): Sub<Login | null> {
  const username = parsed.string('username');
  if (parsed.given('password')) {
    yield* err('WARNING! Using --password via the CLI is insecure. Use --password-stdin.');
    if (parsed.bool('password-stdin'))
      throw new Failure('conflicting options: cannot specify both --password and --password-stdin');
  }
  if (parsed.given('username') && username === '') throw new Failure('username is empty');
  if (parsed.bool('password-stdin')) {
    if (username === '') throw new Failure('the --password-stdin option requires --username to be set');
    const password = yield* inputLine();
    return password === '' ? yield* askFor(username) : { username, password };
  }
  const password = parsed.string('password');
  if (username !== '' && password !== '') return { username, password };
  if (username === '' && password === '') return null;
  return yield* askFor(username, password);
}

/** Questions need a terminal, and a password that is typed in one is not to be seen: a terminal of one's own can. */
function* askFor(username: string, password = ''): Sub<never> {
  const { input } = yield* environment();
  if (input?.tty !== true) throw new Failure(NO_TERMINAL);
  const missing = username === '' ? 'name' : 'password';
  throw new Failure(
    `Cutaway does not ask for the ${missing}${password === '' ? '' : ' alone'}: give --username NAME and --password-stdin`,
  );
}

function* refuse(): Sub<never> {
  return yield* askFor('');
}
