/**
 * The stand-in against the real package's types. Nothing here runs. It stops compiling when the stand-in has a member
 * that Electron lacks, takes less than Electron takes, or tells its listeners what Electron does not tell.
 */
import type * as Real from 'electron';
import type { AppEvents } from './app';
import type { ContentsEvents } from './web-contents';
import type * as Mine from './index';

/** Members of the stand-in that the real one lacks: there must be none. */
type Extra<M, R> = Exclude<keyof M, keyof R>;
type None<T extends never> = T;

export type Names = None<Extra<typeof Mine, typeof Real>>;
export type AppMembers = None<Extra<typeof Mine.app, Real.App>>;
export type WindowMembers = None<Extra<Mine.BrowserWindow, Real.BrowserWindow>>;
// Electron has getLastWebPreferences, and keeps it out of its types.
export type ContentsMembers = None<
  Exclude<Extra<Mine.WebContents, Real.WebContents>, 'getLastWebPreferences'>
>;
export type SessionMembers = None<Extra<Mine.Session, Real.Session>>;
export type PortMembers = None<Extra<Mine.MessagePortMain, Real.MessagePortMain>>;
export type ProtocolMembers = None<Extra<typeof Mine.protocol, Real.Protocol>>;
export type DialogMembers = None<Extra<typeof Mine.dialog, Real.Dialog>>;
export type ShellMembers = None<Extra<typeof Mine.shell, Real.Shell>>;
export type ScreenMembers = None<Extra<typeof Mine.screen, Real.Screen>>;
export type ThemeMembers = None<Extra<typeof Mine.nativeTheme, Real.NativeTheme>>;

/** Whatever the program may give to the stand-in, it may give to Electron. */
type Takes<M, R> = {
  [K in keyof M & keyof R]: M[K] extends (...given: infer G) => unknown
    ? R[K] extends (...wanted: infer W) => unknown
      ? G extends Partial<W>
        ? never
        : K
      : K
    : never;
}[keyof M & keyof R];
/** Ways to listen have many forms; what listeners are told is compared below. */
type Listening = keyof NodeJS.EventEmitter;

export type AppTakes = None<Exclude<Takes<typeof Mine.app, Real.App>, Listening>>;
export type DialogTakes = None<Exclude<Takes<typeof Mine.dialog, Real.Dialog>, Listening | 'showMessageBox'>>;
export type ShellTakes = None<Takes<typeof Mine.shell, Real.Shell>>;
export type ContentsTakes = None<
  Exclude<Takes<Mine.WebContents, Real.WebContents>, Listening | 'setWindowOpenHandler' | 'postMessage'>
>;
export type WindowTakes = None<Exclude<Takes<Mine.BrowserWindow, Real.BrowserWindow>, Listening>>;

/** What Electron tells a listener is at least what the stand-in's listeners are told. */
export function tells(
  app: Real.App,
  contents: Real.WebContents,
  port: Real.MessagePortMain,
  give: <E extends readonly unknown[]>(...told: E) => E,
): void {
  app.on('second-instance', (_event, ...more) => give<Rest<AppEvents['second-instance']>>(...more));
  contents.on('will-navigate', (details) => give<Plain<ContentsEvents['will-navigate']>>(details));
  contents.on('will-frame-navigate', (details) =>
    give<Plain<ContentsEvents['will-frame-navigate']>>(details),
  );
  contents.on('will-redirect', (details) => give<Plain<ContentsEvents['will-redirect']>>(details));
  contents.on('will-attach-webview', (event) => give<Plain<ContentsEvents['will-attach-webview']>>(event));
  contents.on('render-process-gone', (_event, details) => give<[{ readonly reason: string }]>(details));
  port.on('message', (event) => give<[{ data: unknown }]>(event));
}

type Rest<E extends readonly unknown[]> = E extends readonly [unknown, ...infer R] ? R : never;
/** The members that listeners read; a class's own are the stand-in's business. */
type Plain<E extends readonly unknown[]> = {
  [I in keyof E]: E[I] extends Mine.WebContents ? never : Pick<E[I], keyof E[I]>;
};
