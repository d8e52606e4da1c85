import { differences, onBarePage, type Proof } from './proof';

/** Said once more, and not read from the program's own table: a slip there shows here. */
const PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableBlinkFeatures: undefined,
};

const preferencesAreSafe: Proof = async ({ main }) => {
  const seen = await main(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  return differences(PREFERENCES, seen);
};

const noNodeInPage: Proof = ({ page }) =>
  page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer']
      .filter((name) => name in globalThis)
      .map((name) => `${name} is in the page`),
  );

/** A fresh window of the same browser has what the browser gives; the preload script adds nothing to it. */
const nothingExposed: Proof = ({ page }) =>
  page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
    frame.remove();
    // The stand-in's own word to the page, and what the runner leaves in it.
    const known = /^(cutawayDesktop|__playwright.*|__pw.*|\d+)$/;
    return Object.getOwnPropertyNames(window)
      .filter((name) => !plain.has(name) && !known.test(name))
      .map((name) => `${name} is on the window`);
  });

const worldIsApart: Proof = ({ page }) =>
  page.evaluate(async () => {
    const send = window.postMessage.bind(window);
    let taken = false;
    const came = new Promise<boolean>((resolve) => {
      addEventListener('message', ({ ports }) => ports.length > 0 && resolve(true));
      window.postMessage = () => resolve((taken = true));
      setTimeout(resolve, 1500, false);
    });
    send('cutaway-port?', location.origin);
    if (!(await came)) return ['no port came'];
    return taken ? ['the page took what the preload script sent'] : [];
  });

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

const policyHolds: Proof = async ({ page }) => {
  const header = await page.evaluate(
    async () => (await fetch(location.href)).headers.get('content-security-policy') ?? '',
  );
  const missing = POLICY.filter((part) => !header.split('; ').includes(part)).map((part) => `no ${part}`);
  // What the browser makes of it counts, not what it was told.
  const open = await page.evaluate(async () => {
    const refused = new Set<string>();
    const note = (event: SecurityPolicyViolationEvent): void => void refused.add(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    const style = document.body.appendChild(document.createElement('style'));
    style.textContent = 'p { color: red }';
    const image = document.body.appendChild(new Image());
    image.src = 'https://example.com/x.png';
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.src = 'https://example.com/';
    const script = document.createElement('script');
    try {
      script.textContent = '1';
    } catch {
      refused.add('require-trusted-types-for');
    }
    await fetch('https://example.com/').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    document.removeEventListener('securitypolicyviolation', note);
    for (const element of [style, image, frame]) element.remove();
    const wanted = ['style-src-elem', 'img-src', 'frame-src', 'connect-src', 'require-trusted-types-for'];
    return wanted.filter((directive) => !refused.has(directive));
  });
  return [...missing, ...open.map((directive) => `${directive} lets everything in`)];
};

const WALKS = [
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2f..%2fpackage.json',
  '/..%5c..%5cpackage.json',
  '/%2fetc%2fhosts.json',
  '/..%2f..%2fpackage.json%00.html',
];

const pathsStayInside: Proof = ({ page }) =>
  page.evaluate(async (walks) => {
    const found: string[] = [];
    for (const walk of walks) {
      const { status } = await fetch(walk);
      if (status !== 404) found.push(`${walk} is answered with ${String(status)}`);
    }
    return found;
  }, WALKS);

const clipboardOnly: Proof = async ({ page }) => {
  await page.bringToFront();
  return page.evaluate(async () => {
    const wrong: string[] = [];
    for (const name of ['geolocation', 'notifications', 'clipboard-read']) {
      const { state } = await navigator.permissions.query({ name: name as PermissionName });
      if (state !== 'denied') wrong.push(`${name} is ${state}`);
    }
    await navigator.clipboard.writeText('docker ps').catch(() => wrong.push('no text on the clipboard'));
    return wrong;
  });
};

export const PAGE_PROOFS = {
  'every preference of the window is the safe one': preferencesAreSafe,
  'nothing of Node or Electron is in the page': noNodeInPage,
  'the preload script adds nothing to the window': onBarePage(nothingExposed),
  'the page cannot take what the preload script works with': onBarePage(worldIsApart),
  'every page comes under the strict policy, and the browser keeps it': policyHolds,
  'no path leads out of the built page': pathsStayInside,
  'a page may write to the clipboard and is denied all else': clipboardOnly,
} satisfies Readonly<Record<string, Proof>>;
