import { launchDesktop, type Desktop, type Launch } from '../launch';
import { comes, differences } from './proof';

/** Looks at a program of its own from its start to its end. @param root folder of the built program */
type Life = (root?: string) => Promise<readonly string[]>;

const live =
  (launch: Launch, work: (desktop: Desktop) => Promise<readonly string[]>): Life =>
  async (root) => {
    const desktop = await launchDesktop(root === undefined ? launch : { ...launch, root });
    try {
      return await work(desktop);
    } finally {
      await desktop.close();
    }
  };

const ends = ({ ended }: Desktop, within: number): Promise<boolean> =>
  Promise.race([
    ended.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(resolve, within, false)),
  ]);

const FAR = {
  bounds: { x: 90_000, y: 90_000, width: 900, height: 700 },
  maximized: false,
  fullScreen: false,
};

const comesBack = live({ kept: FAR }, async (desktop) => {
  const bounds = await desktop.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
  );
  const wrong = differences({ width: 1280, height: 800 }, { ...bounds });
  await desktop.page.close();
  if (!(await ends(desktop, 5000))) wrong.push('the program goes on without its window');
  return [...wrong, ...differences({ ...FAR, bounds }, (desktop.kept() ?? {}) as Record<string, unknown>)];
});

const isSeen = async ({ pages }: Desktop): Promise<boolean> => {
  const stages = pages().map((page) => page.locator('#stage').count());
  return (await Promise.allSettled(stages)).some(
    (found) => found.status === 'fulfilled' && found.value === 1,
  );
};

const crash = async (desktop: Desktop): Promise<void> => {
  const work = desktop.main(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Later: the answer comes first.
    setTimeout(() => window?.webContents.forcefullyCrashRenderer(), 50);
  });
  await work;
  await comes(async () => !(await isSeen(desktop)), 3000);
};

const survivesTwoCrashes = live({}, async (desktop) => {
  // Nobody is there to press its button.
  await desktop.main(({ dialog }) => void Object.assign(dialog, { showErrorBox: () => undefined }));
  let over = false;
  void desktop.ended.then(() => (over = true));
  /** Whether the window is seen again; false once the program has ended. */
  const isBack = async (): Promise<boolean> => {
    await comes(async () => over || (await isSeen(desktop)), 5000);
    return !over;
  };
  for (let crashes = 1; crashes <= 2; crashes += 1) {
    await crash(desktop);
    if (!(await isBack())) return [`crash ${String(crashes)} is the end of the window`];
  }
  await crash(desktop);
  return (await isBack()) ? ['the page is loaded again after crash 3'] : [];
});

export const LIVES = {
  'the window is not put onto a display that is gone, and its place is kept': comesBack,
  'a page that goes on crashing is loaded again twice, and then the program ends': survivesTwoCrashes,
} satisfies Readonly<Record<string, Life>>;

export type LifeName = keyof typeof LIVES;
