import type { Desktop } from '../launch';
import { comes, type Proof } from './proof';

const ELSEWHERE = [
  'https://example.com/',
  'http://cutaway/',
  'app://cutaway.example/',
  'app://elsewhere/',
  'file:///etc/passwd',
  'data:text/html,x',
  'javascript:1',
  'nonsense',
];

/** Tells the contents of the window that something is about to happen. @returns which of it was not prevented */
const unprevented = ({ main }: Desktop, event: string, urls: readonly string[]): Promise<readonly string[]> =>
  main(
    ({ BrowserWindow }, given) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        emit(event: string, ...told: unknown[]): void;
      };
      return given.urls.filter((url) => {
        let prevented = false;
        contents.emit(given.event, { url, preventDefault: () => (prevented = true) }, url);
        return !prevented;
      });
    },
    { event, urls },
  );

const staysHere: Proof = async (desktop) => {
  const { page } = desktop;
  const wrong: string[] = [];
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    for (const url of await unprevented(desktop, event, ELSEWHERE)) wrong.push(`${event} goes to ${url}`);
    const own = await unprevented(desktop, event, ['app://cutaway/']);
    if (own.length === 0) wrong.push(`${event} does not go to a page of ours`);
  }
  const home = page.url();
  await page
    .evaluate(() => {
      location.href = 'https://example.com/';
      return new Promise((resolve) => setTimeout(resolve, 100));
    })
    // It went away under our feet.
    .catch(() => undefined);
  if (page.url() !== home) wrong.push(`the window shows ${page.url()}`);
  return wrong;
};

const noWebview: Proof = async (desktop) =>
  (await unprevented(desktop, 'will-attach-webview', [''])).map(() => 'a page is attached within the page');

const noDownload: Proof = async ({ main }) => {
  const prevented = await main(({ session }) => {
    let stopped = false;
    const told = { preventDefault: () => (stopped = true) };
    (session.defaultSession as unknown as { emit(event: string, told: object): void }).emit(
      'will-download',
      told,
    );
    return stopped;
  });
  return prevented ? [] : ['a download begins'];
};

/** What was asked, and what was opened outside, since `listen` was called. */
interface Outside {
  asked: string[];
  opened: string[];
}

/** Puts an ear in the place of the question and of the browser. @param press the button that is pressed */
const listen = ({ main }: Desktop, press: number): Promise<void> =>
  main(({ dialog, shell }, button) => {
    const outside: Outside = { asked: [], opened: [] };
    Object.assign(globalThis, { outside });
    Object.assign(dialog, {
      showMessageBox: ({ detail = '' }: { detail?: string }) => {
        outside.asked.push(detail);
        return Promise.resolve({ response: button });
      },
    });
    Object.assign(shell, { openExternal: (url: string) => Promise.resolve(void outside.opened.push(url)) });
  }, press);

const heard = ({ main }: Desktop): Promise<Outside> =>
  main(() => (globalThis as unknown as { outside: Outside }).outside);

const DOCS = 'https://docs.docker.com/';

const noSecondWindow: Proof = async (desktop) => {
  const { page } = desktop;
  const wrong: string[] = [];
  await listen(desktop, 1);
  for (const url of ['https://example.com/', 'http://docs.docker.com/', 'file:///etc/passwd', 'about:blank'])
    await page.evaluate((to) => void window.open(to), url);
  await page.evaluate((to) => void window.open(to), DOCS);
  if (!(await comes(async () => (await heard(desktop)).asked.includes(DOCS))))
    wrong.push('the user is not asked about a link');
  const { asked, opened } = await heard(desktop);
  for (const url of asked) if (url !== DOCS) wrong.push(`the user is asked about ${url}`);
  for (const url of opened) wrong.push(`${url} is opened although the user said no`);
  const single = (): boolean => desktop.pages().filter((each) => !each.isClosed()).length === 1;
  if (!(await comes(single, 1500))) wrong.push('a second window is open');
  return wrong;
};

const linkOnRequest: Proof = async (desktop) => {
  await listen(desktop, 0);
  await desktop.page.evaluate((to) => void window.open(to), DOCS);
  const came = await comes(async () => (await heard(desktop)).opened.length > 0);
  const { opened } = await heard(desktop);
  return came && opened.join() === DOCS ? [] : [`opened: ${opened.join(' ')}`];
};

const helpOpensBrowser: Proof = async (desktop) => {
  await listen(desktop, 1);
  await desktop.main(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help');
    help?.submenu?.items.find(({ label }) => label === 'Docker Documentation')?.click();
  });
  await comes(async () => (await heard(desktop)).opened.length > 0);
  const { asked, opened } = await heard(desktop);
  return opened.join() === DOCS && asked.length === 0 ? [] : [`opened: ${opened.join(' ')}`];
};

export const WAY_OUT_PROOFS = {
  'no frame goes to another origin': staysHere,
  'no page is attached within the page': noWebview,
  'nothing is downloaded': noDownload,
  'no second window opens, and the user is asked about listed links only': noSecondWindow,
  'a link opens in the browser when the user says so': linkOnRequest,
  'Help leads to its page in the browser': helpOpensBrowser,
} satisfies Readonly<Record<string, Proof>>;
