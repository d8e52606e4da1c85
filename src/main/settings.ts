/** Item of Electron's security checklist; docs/security.md goes through all of them. */
export type Item = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20;

export interface Setting<V> {
  readonly value: V;
  readonly item: Item;
  readonly why: string;
}

const set = <const V>(value: V, item: Item, why: string): Setting<V> => ({ value, item, why });

/**
 * What closes the shell off, said in full even where it is Electron's default: a default can change, and what is said
 * can be tested. Windows, scheme, permissions and links are made from these rows and from nothing else. The policy that
 * pages come under is shared with the web host (engine/files/page-headers.ts).
 */
export const SETTINGS = {
  /** `webPreferences` of every window. */
  window: {
    sandbox: set(true, 4, 'a page that is taken over stays in a process that can do nothing by itself'),
    contextIsolation: set(true, 3, 'a page cannot change what the preload script works with'),
    nodeIntegration: set(false, 2, 'pages are pages; all of Node stays in the main process'),
    nodeIntegrationInWorker: set(false, 2, 'the same for workers'),
    nodeIntegrationInSubFrames: set(false, 2, 'frames get no preload script, so they cannot ask for a port'),
    webSecurity: set(true, 6, 'the same-origin rule holds'),
    allowRunningInsecureContent: set(false, 8, 'nothing comes over http'),
    experimentalFeatures: set(false, 9, 'Chromium’s unfinished features are less looked at'),
    webviewTag: set(false, 11, 'there is no page within the page'),
    navigateOnDragDrop: set(false, 13, 'a file that is dropped on the window does not replace it'),
    spellcheck: set(false, 1, 'its dictionaries would be fetched from elsewhere'),
  },
  /** Privileges of the scheme that pages live under. */
  scheme: {
    standard: set(true, 18, 'pages have an origin of their own, which file: does not give'),
    secure: set(true, 18, 'the clipboard is for secure origins only'),
    supportFetchAPI: set(true, 18, 'modules and fonts are fetched'),
    stream: set(true, 18, 'answers may come in pieces'),
    codeCache: set(true, 18, 'scripts are not compiled at each start'),
    bypassCSP: set(false, 7, 'the policy holds for our own pages too'),
    corsEnabled: set(false, 18, 'nobody else reads our files'),
    allowServiceWorkers: set(false, 18, 'nothing stays behind that answers in our place'),
    allowExtensions: set(false, 18, 'no extension runs in our pages'),
  },
  /** What a page of ours is granted; whatever is not here is denied, to everybody. */
  permissions: {
    'clipboard-sanitized-write': set(true, 5, 'Copy buttons put text on the clipboard'),
  },
  /** Hosts that a link may lead to, over https, in the user's own browser. */
  links: {
    'docs.docker.com': set(true, 15, 'the reference of the engine and of its commands'),
  },
} as const;

type Values<R extends Readonly<Record<string, Setting<unknown>>>> = {
  -readonly [K in keyof R]: R[K]['value'];
};

/** The bare values of some rows, as Electron takes them. */
export function valuesOf<R extends Readonly<Record<string, Setting<unknown>>>>(rows: R): Values<R> {
  const bare = Object.entries(rows).map(([name, { value }]) => [name, value]);
  return Object.fromEntries(bare) as Values<R>;
}

/** Whether a table has the row and its value is true. */
export const grants = (rows: Readonly<Record<string, Setting<boolean>>>, name: string): boolean =>
  Object.hasOwn(rows, name) && rows[name]?.value === true;
