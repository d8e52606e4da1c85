import { describe, expect, it } from 'vitest';
import { containerRow } from './container-row';
import { readFilters } from './filters';
import { readTemplate, runTemplate } from './go-template';
import { imageRows } from './image-rows';
import { formatListing, type Listing } from './listing';

const run = (source: string, value: unknown) =>
  runTemplate(readTemplate(source), value, { source, missing: (field) => `no ${field}` });

describe('a template', () => {
  it.each([
    ['{{.A}}-{{ .B.C }}', 'x-1'],
    ['{{json .B}}', '{"C":1,"D":["p","q"]}'],
    ['{{upper .A}} {{.A | upper}}', 'X X'],
    ['{{len .B.D}}', '2'],
    ['{{index .B.D 1}}', 'q'],
    ['{{join .B.D ", "}}', 'p, q'],
    ['{{range .B.D}}<{{.}}>{{end}}', '<p><q>'],
    ['{{.B}}', 'map[C:1 D:[p q]]'],
    ['a\\tb', 'a\tb'],
    ['{{println .A}}', 'x\n'],
    ['{{.T}} {{.N}}', 'true <no value>'],
  ])('%s', (source, words) => {
    expect(run(source, { A: 'x', B: { C: 1, D: ['p', 'q'] }, T: true, N: null })).toBe(words);
  });
  it('tells the place of what is missing, as Go does', () => {
    expect(() => run('ab {{.State.Foo}}', { State: {} })).toThrow(
      'template: :1:11: executing "" at <.State.Foo>: no Foo',
    );
    expect(() => run('{{.A', {})).toThrow('template: :1: unclosed action');
    expect(() => run('{{if .A}}x{{end}}', { A: 1 })).toThrow('Cutaway does not know "if" in a format yet');
  });
});

describe('a list', () => {
  const list: Listing = {
    rows: [{ ID: '1', Names: 'web' }],
    titles: { ID: 'CONTAINER ID', Names: 'NAMES' },
    columns: ['ID', 'Names'],
    json: ['ID', 'Names'],
    context: '*c',
    failing: 'failed',
  };
  it.each([
    ['', 'CONTAINER ID   NAMES\n1              web\n'],
    ['table {{.Names}}\\t{{.ID}}', 'NAMES     CONTAINER ID\nweb       1\n'],
    ['json', '{"ID":"1","Names":"web"}\n'],
    ['{{.Names}}', 'web\n'],
  ])('in the form %j', (format, words) => {
    expect(formatListing(list, format)).toBe(words);
  });
});

it('filters are sent sorted, as the engine takes them', () => {
  expect(readFilters(['status=exited', 'name=b', 'name=a'])).toBe(
    '{"name":{"a":true,"b":true},"status":{"exited":true}}',
  );
  expect(readFilters([], [['reference', 'x']])).toBe('{"reference":{"x":true}}');
  expect(readFilters([])).toBeUndefined();
});

describe('a container in a row', () => {
  it('reads whatever an engine leaves out', () => {
    expect(containerRow({}, false, 0)).toMatchObject({
      ID: '',
      Image: '<no image>',
      Command: '""',
      Ports: '',
      Names: '',
      Size: '0B',
    });
    expect(containerRow(null, true, 0)).toMatchObject({ ID: '' });
  });
  it.each([
    [['/web', '/db/alias', '/other/link'], 'web'],
    [['/a/b', '/web'], 'web'],
    [['/a/b'], 'a/b'],
    [['noslash'], 'noslash'],
    [null, ''],
    [['/'], ''],
  ])('is called by its first name that is no alias: %j', (Names, words) => {
    expect(containerRow({ Names }, false, 0)['Names']).toBe(words);
  });
  it('drops link names and the digest behind a tag, unless nothing is to be cut', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const item = {
      Names: ['/web', '/api/backend'],
      Image: `busybox:1@${digest}`,
      Command: '12345678901234567890x',
      Mounts: [],
    };
    expect(containerRow(item, false, 0)).toMatchObject({
      Names: 'web',
      Image: 'busybox:1',
      Command: '"1234567890123456789…"',
    });
    expect(containerRow(item, true, 0)).toMatchObject({
      Names: 'web,api/backend',
      Image: `busybox:1@${digest}`,
    });
  });
});

describe('an image in rows', () => {
  it('has one row for each tag, its digest on the tags of the same repository', () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const rows = imageRows(
      { RepoTags: ['a:1', 'a:2', 'b:1'], RepoDigests: [`a@${digest}`, `c@${digest}`] },
      false,
      true,
      0,
    );
    expect(rows.map((row) => [row['Repository'], row['Tag'], row['Digest']])).toEqual([
      ['a', '1', digest],
      ['a', '2', digest],
      ['b', '1', '<none>'],
      ['c', '<none>', digest],
    ]);
  });
  it('is <none> without a name', () => {
    expect(imageRows({ RepoTags: null, RepoDigests: null }, false, false, 0)[0]).toMatchObject({
      Repository: '<none>',
      Tag: '<none>',
    });
  });
});
