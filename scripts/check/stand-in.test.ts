import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROBE = join(ROOT, 'src', 'main', 'probe.ts');

/** What the compiler says of a file in src/main, with the stand-in given for `electron`. */
function complaintsAbout(source: string): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.stand-in.json'), (file) =>
    ts.sys.readFile(file),
  ) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === PROBE || fileExists(file);
  host.getSourceFile = (file, ...more) =>
    file === PROBE ? ts.createSourceFile(file, source, ts.ScriptTarget.ES2023) : getSourceFile(file, ...more);
  const program = ts.createProgram([PROBE], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(PROBE))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

it('compiles what the stand-in has', () => {
  expect(
    complaintsAbout(
      "import { app } from 'electron';\napp.quit();\nexport const file: string = app.getPath('userData');",
    ),
  ).toEqual([]);
});

it('does not compile with a member that the stand-in lacks', () => {
  expect(complaintsAbout("import { app } from 'electron';\napp.setBadgeCount(1);")).toEqual([
    expect.stringContaining("'setBadgeCount' does not exist"),
  ]);
  expect(complaintsAbout("import { Tray } from 'electron';\nnew Tray('x');")).toEqual([
    expect.stringContaining("no exported member 'Tray'"),
  ]);
});

it('does not compile with another signature than the stand-in’s', () => {
  expect(complaintsAbout("import { app } from 'electron';\napp.getPath('music');")).toHaveLength(1);
  expect(complaintsAbout("import { shell } from 'electron';\nvoid shell.openExternal(5);")).toHaveLength(1);
});
