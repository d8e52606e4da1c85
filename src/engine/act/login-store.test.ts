import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { credentialsFrom } from './credentials';
import { loginStore } from './login-store';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-login-'));
  file = join(folder, 'config.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const store = () => loginStore({ DOCKER_CONFIG: folder });
const me = { server: 'reg.example:5000', username: 'me', password: 'p:w', token: '' };

test('a login is kept where the docker command keeps it, for its owner alone, and said to lie there open', async () => {
  expect(await store().keep(me)).toEqual({ open: file });
  expect(readFileSync(file, 'utf8')).toBe(
    '{\n\t"auths": {\n\t\t"reg.example:5000": {\n\t\t\t"auth": "bWU6cDp3"\n\t\t}\n\t}\n}',
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const header = await credentialsFrom({ DOCKER_CONFIG: folder })('reg.example:5000');
  expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toMatchObject({
    username: 'me',
    password: 'p:w',
  });
});

test('what else stands in the configuration stays, and a logout takes only its own', async () => {
  writeFileSync(file, '{"detachKeys":"ctrl-x","auths":{"other":{"auth":"eA=="}}}');
  await store().keep(me);
  expect(await store().drop('reg.example:5000')).toBe(null);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    detachKeys: 'ctrl-x',
    auths: { other: { auth: 'eA==' } },
  });
});

test('a configuration that cannot be read is not written over', async () => {
  writeFileSync(file, '{ "auths": ');
  expect(await store().keep(me)).toEqual({ message: `${file} is not valid JSON` });
  expect(readFileSync(file, 'utf8')).toBe('{ "auths": ');
});

test('where a helper keeps secrets, nothing stands in the file', async () => {
  writeFileSync(file, '{"credsStore":"test"}');
  const helper = join(folder, 'docker-credential-test');
  writeFileSync(helper, `#!/bin/sh\ncat > ${folder}/told-$1\n`);
  chmodSync(helper, 0o755);
  const path = process.env['PATH'];
  process.env['PATH'] = `${folder}:${path ?? ''}`;
  try {
    expect(await store().keep(me)).toEqual({ open: null });
    expect(await store().drop(me.server)).toBe(null);
  } finally {
    process.env['PATH'] = path;
  }
  expect(JSON.parse(readFileSync(join(folder, 'told-store'), 'utf8'))).toEqual({
    ServerURL: me.server,
    Username: 'me',
    Secret: 'p:w',
  });
  expect(readFileSync(join(folder, 'told-erase'), 'utf8')).toBe(me.server);
  expect(readFileSync(file, 'utf8')).toBe('{"credsStore":"test"}');
});
