import { comes, type Proof } from './proof';

const followsTheme: Proof = async ({ page, main }) => {
  const look = async (theme: 'dark' | 'light'): Promise<string> => {
    await main(({ nativeTheme }, given) => void (nativeTheme.themeSource = given), theme);
    const query = `(prefers-color-scheme: ${theme})`;
    const follows = await comes(() => page.evaluate((q) => matchMedia(q).matches, query));
    const color = await main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor());
    return follows ? (color ?? '') : 'the page does not follow';
  };
  const dark = await look('dark');
  const light = await look('light');
  await main(({ nativeTheme }) => void (nativeTheme.themeSource = 'system'));
  const wrong = [dark, light].filter((color) => !color.startsWith('#'));
  return dark === light ? [...wrong, `the window is ${dark} in every theme`] : wrong;
};

const secondInstance: Proof = async ({ main, again, pages }) => {
  await main(({ BrowserWindow, dialog }) => {
    const seen = { focused: 0, asked: 0 };
    Object.assign(globalThis, { seen });
    const [window] = BrowserWindow.getAllWindows();
    if (window) window.focus = () => void (seen.focused += 1);
    Object.assign(dialog, { showMessageBox: () => Promise.resolve({ response: ((seen.asked += 1), 0) }) });
  });
  const seen = (): Promise<{ focused: number; asked: number }> =>
    main(() => (globalThis as unknown as { seen: { focused: number; asked: number } }).seen);
  const code = await again();
  if (code !== 0) return [`the second instance ended with ${String(code)}`];
  if (!(await comes(async () => (await seen()).focused === 1))) return ['the first one was not focused'];
  if ((await seen()).asked > 0) return ['it said something, without a reason'];
  await again('--engine', 'tcp://127.0.0.1:10');
  if (!(await comes(async () => (await seen()).asked === 1)))
    return ['it did not say that it is on another engine'];
  return pages().length === 1 ? [] : ['there is a second window'];
};

export const WINDOW_PROOFS = {
  'the window and its page follow the theme of the system': followsTheme,
  'a second instance brings the first to the front and ends': secondInstance,
} satisfies Readonly<Record<string, Proof>>;
