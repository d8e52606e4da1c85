import { expect, test } from '@playwright/test';
import { changedCopy, type Change } from '../desktop/changed-copy';
import { electronProgram, launchDesktop } from '../desktop/launch';
import { PROOFS, type ProofName } from '../desktop/proofs';
import { LIVES, type LifeName } from '../desktop/proofs/lives';

/**
 * Proofs of the proofs: each takes one thing away from a copy of the built program, and the proof of that thing fails.
 * What it says is compared, so that it fails for this reason and no other.
 */
interface Broken {
  readonly what: string;
  readonly change: Change;
  readonly proof: ProofName;
  readonly says: RegExp;
}

const setting = (name: string): RegExp => new RegExp(`(?<=\\b"?${name}"?: set\\()(?:true|false)(?=,)`);

test.skip(electronProgram() !== undefined, 'It is the stand-in that is proven here.');

/** What is broken in one copy does not show in the proofs of the others. What breaks the page comes last. */
const COPIES: readonly (readonly Broken[])[] = [
  [
    {
      what: 'sandbox',
      change: [setting('sandbox'), 'false'],
      proof: 'nothing of Node or Electron is in the page',
      says: /process is in the page/,
    },
    {
      what: 'nodeIntegration',
      change: [setting('nodeIntegration'), 'true'],
      proof: 'nothing of Node or Electron is in the page',
      says: /require is in the page/,
    },
    {
      what: 'contextIsolation',
      change: [setting('contextIsolation'), 'false'],
      proof: 'the page cannot take what the preload script works with',
      says: /the page took/,
    },
    {
      what: 'what the preload script keeps to itself',
      change: ['// src/preload/preload.ts', 'globalThis.api = electron.ipcRenderer;'],
      proof: 'the preload script adds nothing to the window',
      says: /^api is on the window$/m,
    },
  ],
  [
    {
      what: 'the policy',
      change: [/(?<=headers: \{\s+)\.\.\.HEADERS,(?=\s+"Content-Type": file)/, ''],
      proof: 'every page comes under the strict policy, and the browser keeps it',
      says: /img-src lets everything in/,
    },
  ],
  [
    {
      what: 'the scheme, free of the policy',
      change: [setting('bypassCSP'), 'true'],
      proof: 'every page comes under the strict policy, and the browser keeps it',
      says: /img-src lets everything in/,
    },
  ],
  [
    {
      what: 'requests for permissions',
      change: ['grant(isMainFrame && granted(permission, requestingUrl))', 'grant(true)'],
      proof: 'a page may write to the clipboard and is denied all else',
      says: /geolocation is granted/,
    },
  ],
  [
    {
      what: 'checks of permissions',
      change: ['origin) => granted(permission, origin)', 'origin) => true'],
      proof: 'a page may write to the clipboard and is denied all else',
      says: /geolocation is granted/,
    },
  ],
  [
    {
      what: 'the lock of the one instance',
      change: [/app\.requestSingleInstanceLock\(.*?\}\)(?=\) start)/, 'true'],
      proof: 'a second instance brings the first to the front and ends',
      says: /the second instance ended with (?!0)/,
    },
  ],
  [
    {
      what: 'second windows',
      change: ['return { action: "deny" };', 'return { action: "allow" };'],
      proof: 'no second window opens, and the user is asked about listed links only',
      says: /a second window is open/,
    },
    {
      what: 'the list of links',
      change: ['grants(SETTINGS.links, hostname)', 'true'],
      proof: 'no second window opens, and the user is asked about listed links only',
      says: /asked about https:\/\/example\.com\//,
    },
    {
      what: 'the question before a link',
      change: ['if (response === 0) await openLink', 'await openLink'],
      proof: 'no second window opens, and the user is asked about listed links only',
      says: /although the user said no/,
    },
  ],
  [
    {
      what: 'the walk of paths',
      change: ['inside.startsWith("..")', 'false'],
      proof: 'no path leads out of the built page',
      says: /package\.json is answered with 200/,
    },
    {
      what: 'which frame asks',
      change: ['senderFrame !== window.webContents.mainFrame', 'false'],
      proof: 'a port is handed to the page itself and to nobody else',
      says: /a frame of our own origin is handed a port/,
    },
    {
      what: 'which origin asks',
      change: ['!isOurs(senderFrame.url)', 'false'],
      proof: 'a port is handed to the page itself and to nobody else',
      says: /a page of another origin is handed a port/,
    },
    {
      what: 'garbage over a port',
      change: [/transport\.close\(\);(?=\s+return;)/, ''],
      proof: 'garbage over a port ends it and harms nothing',
      says: /the port goes on after null/,
    },
    {
      what: 'pages within the page',
      change: ['contents.on("will-attach-webview", (event) => event.preventDefault());', ''],
      proof: 'no page is attached within the page',
      says: /is attached/,
    },
    {
      what: 'downloads',
      change: ['session.on("will-download", (event) => event.preventDefault());', ''],
      proof: 'nothing is downloaded',
      says: /a download begins/,
    },
    {
      what: 'the theme',
      change: ['nativeTheme.on("updated", follow);', ''],
      proof: 'the window and its page follow the theme of the system',
      says: /in every theme/,
    },
    {
      what: 'the first instance, when there is a second one',
      change: [/app\.on\("second-instance".*/, ''],
      proof: 'a second instance brings the first to the front and ends',
      says: /was not focused/,
    },
    {
      what: 'the items of the menu',
      change: ['[{ role: "minimize" }, { role: "close" }]', '[{ role: "zoom" }]'],
      proof: 'the menus are the platform’s, without dead items',
      says: /Zoom does nothing/,
    },
    ...['will-navigate', 'will-frame-navigate', 'will-redirect'].map((event): Broken => ({
      what: event,
      change: [`contents.on("${event}", stay);`, ''],
      proof: 'no frame goes to another origin',
      says: new RegExp(`^${event} goes to https://example.com/`, 'm'),
    })),
  ],
];

for (const broken of COPIES) {
  test(`what is taken away is missed: ${broken.map(({ what }) => what).join('; ')}`, async () => {
    const copy = changedCopy(broken.map(({ change }) => change));
    const desktop = await launchDesktop({ root: copy.root });
    try {
      for (const { what, proof, says } of broken)
        expect((await PROOFS[proof](desktop)).join('\n'), what).toMatch(says);
    } finally {
      await desktop.close();
      copy.remove();
    }
  });
}

const PREFERENCES = [
  'nodeIntegrationInWorker',
  'nodeIntegrationInSubFrames',
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'webviewTag',
  'navigateOnDragDrop',
  'spellcheck',
];

test('each other preference, turned round, is found', async () => {
  const turned = PREFERENCES.map((name): Change => [setting(name), String(name !== 'webSecurity')]);
  const copy = changedCopy(turned);
  const desktop = await launchDesktop({ root: copy.root });
  const found = await PROOFS['every preference of the window is the safe one'](desktop);
  expect(found).toEqual(PREFERENCES.map((name) => `${name} is ${String(name !== 'webSecurity')}`));
  await desktop.close();
  copy.remove();
});

const LIFETIMES: readonly { what: string; change: Change; life: LifeName; says: RegExp }[] = [
  {
    what: 'the display that is gone',
    change: ['fit(bounds, area) : null', 'fit(bounds, area) : bounds'],
    life: 'the window is not put onto a display that is gone, and its place is kept',
    says: /^width is 900/,
  },
  {
    what: 'patience with crashes',
    change: ['crashes: 2,', 'crashes: 1,'],
    life: 'a page that goes on crashing is loaded again twice, and then the program ends',
    says: /crash 2 is the end/,
  },
  {
    what: 'the end of patience with crashes',
    change: ['crashes: 2,', 'crashes: 9,'],
    life: 'a page that goes on crashing is loaded again twice, and then the program ends',
    says: /after crash 3/,
  },
];

for (const { what, change, life, says } of LIFETIMES) {
  test(`what is taken away is missed: ${what}`, async () => {
    const copy = changedCopy([change]);
    expect((await LIVES[life](copy.root)).join('\n')).toMatch(says);
    copy.remove();
  });
}

test('without the sandbox for everything, the program does not come up in the stand-in', async () => {
  const copy = changedCopy([['app.enableSandbox();', '']]);
  await expect(launchDesktop({ root: copy.root })).rejects.toThrow('did not ask for the sandbox');
  copy.remove();
});

test('without an origin for its scheme, the program does not come up in the stand-in', async () => {
  const copy = changedCopy([[setting('standard'), 'false']]);
  await expect(launchDesktop({ root: copy.root })).rejects.toThrow('not registered as standard and secure');
  copy.remove();
});
