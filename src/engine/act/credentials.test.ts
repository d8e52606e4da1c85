import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { object, parseJson } from '../../core/base/read';
import { credentialsFrom } from './credentials';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cutaway-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = (value: unknown) => writeFileSync(join(folder, 'config.json'), JSON.stringify(value));
async function asked(registry: string, path = process.env['PATH']): Promise<unknown> {
  const before = process.env['PATH'];
  process.env['PATH'] = path;
  const header = await credentialsFrom({ DOCKER_CONFIG: folder })(registry);
  process.env['PATH'] = before;
  return header === undefined
    ? undefined
    : object(parseJson(Buffer.from(header, 'base64url').toString('utf8')));
}
const auth = (text: string) => Buffer.from(text).toString('base64');

it('who logged in at a registry is sent there, and nowhere else', async () => {
  config({
    auths: {
      'host:5000': { auth: auth('me:pass:word') },
      'https://index.docker.io/v1/': { auth: auth('hub:h') },
    },
  });
  expect(await asked('host:5000')).toEqual({
    username: 'me',
    password: 'pass:word',
    serveraddress: 'host:5000',
  });
  expect(await asked('docker.io')).toMatchObject({ username: 'hub', password: 'h' });
  expect(await asked('other:5000')).toBeUndefined();
});

it('nobody is sent without a configuration, with a broken one and with an empty one', async () => {
  expect(await asked('docker.io')).toBeUndefined();
  config({ auths: { 'host:1': {} }, credsStore: 'no-such-helper-anywhere' });
  expect(await asked('host:1')).toBeUndefined();
  writeFileSync(join(folder, 'config.json'), '{"auths":');
  expect(await asked('host:1')).toBeUndefined();
});

it('a credential helper is asked, and its token is sent as one', async () => {
  const helper = join(folder, 'docker-credential-lab');
  writeFileSync(
    helper,
    '#!/bin/sh\nread server\necho "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"<token>\\",\\"Secret\\":\\"t-$server\\"}"\n',
  );
  chmodSync(helper, 0o755);
  config({ credHelpers: { 'host:1': 'lab' } });
  expect(await asked('host:1', `${folder}:${process.env['PATH'] ?? ''}`)).toEqual({
    identitytoken: 't-host:1',
    serveraddress: 'host:1',
  });
});

it('the header has the alphabet for addresses', async () => {
  config({ auths: { h: { auth: auth('ÿ:~~~???>>>') } } });
  expect(await credentialsFrom({ DOCKER_CONFIG: folder })('h')).toMatch(/^[\w=-]+$/);
});
