import { join } from 'node:path';
import { app, dialog, session, type BrowserWindow } from 'electron';
import { object } from '../core/base/read';
import { openDesk } from '../engine/desk';
import { practiceDoor } from '../practice/user-engine';
import { setMenu } from './menu';
import { handOverPorts } from './port-transport';
import { registerScheme, servePages } from './protocol';
import { closeContents, closeSession } from './security';
import { openWindow } from './window';

/** The engine that `--engine X` or `--engine=X` names. */
function chosenEngine(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((word) => word === '--engine' || word.startsWith('--engine='));
  const word = argv[at];
  return word === '--engine' ? argv[at + 1] : word?.slice('--engine='.length);
}

const engine = chosenEngine(process.argv);
let window: BrowserWindow | null = null;

function show(): void {
  if (!window) {
    const opened = openWindow();
    opened.on('closed', () => (window = null));
    window = opened;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Cutaway was started once more: its window comes to the front, on the engine that it has. */
function joined(other: unknown): void {
  show();
  if (typeof other !== 'string' || other === engine) return;
  const detail = `Close it first, then open it with --engine ${other}.`;
  void dialog.showMessageBox({ message: 'Cutaway is open already, on another engine.', detail });
}

function start(): void {
  app.on('web-contents-created', (_event, contents) => closeContents(contents));
  app.on('window-all-closed', () => {
    // On a Mac an app goes on without a window, and opens one when its icon is pressed.
    if (process.platform !== 'darwin') app.quit();
  });
  void app.whenReady().then(() => {
    const door = practiceDoor(process.env);
    const desk = openDesk({
      engine: engine === 'practice' ? undefined : engine,
      first: engine === 'practice' ? 'practice' : 'real',
      env: process.env,
      practice: () => door.open(),
    });
    let kept = false;
    app.on('will-quit', (event) => {
      desk.stop();
      if (kept) return;
      // What the practice engine has is written before the app is gone.
      event.preventDefault();
      void door.close().finally(() => {
        kept = true;
        app.quit();
      });
    });
    closeSession(session.defaultSession);
    servePages(join(app.getAppPath(), 'out', 'renderer'));
    setMenu(process.platform);
    handOverPorts(() => window, desk.offer);
    app.on('activate', show);
    app.on('second-instance', (_event, _argv, _folder, more) => joined(object(more)['engine']));
    show();
  });
}

// Both must come before the app is ready.
app.enableSandbox();
registerScheme();
if (app.requestSingleInstanceLock(engine === undefined ? {} : { engine })) start();
else app.quit();
