import { ArrowLeftRight, CircleHelp, Info, Link, ListChecks, MoonStar, SquareTerminal } from 'lucide-react';
import { tallyOf } from '../../core/world/tally';
import type { World } from '../../core/world/world';
import { TimeControls } from './time-controls';
import { ViewNav } from './view-nav';
import { applyTheme, themeOf } from '../theme';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';
import { store, type Panel } from '../store/store';
import { copyAddress } from '../store/view';

/** The app's mark: the L-shaped machine, one lit box in it. */
function AppMark() {
  return (
    <svg className="mark" viewBox="0 0 64 64" aria-hidden>
      <path d="M7 57V43H17V7H57V57Z" fill="none" stroke="var(--ink)" strokeWidth="5" />
      <path d="M22 15H52V22H22Z" fill="var(--k-container)" />
      <path d="M25 22H49V36H25Z" fill="var(--lit)" stroke="var(--ink)" strokeWidth="2" />
      <path d="M25 36H49V43H25Z" fill="var(--k-image)" />
      <path d="M7 49H57V57H7Z" fill="var(--ink)" />
    </svg>
  );
}

const LINK_WORDS = {
  unknown: 'starting',
  connecting: 'asking the engine',
  live: '',
  lost: 'no answer since',
  absent: 'no engine answers',
} as const;

export const togglePanel = (panel: Exclude<Panel, null>): void =>
  store.setState({ panel: store.getState().panel === panel ? null : panel });

/** Copies the address of what is shown, and says so. */
export const copyPlace = (): void =>
  void copyAddress().then(() => {
    const at = store.getState().world.at;
    store.setState({ say: { text: 'Copied the address of this view.', ticket: null, at } });
  });

export function switchTheme(): void {
  const theme = themeOf(store.getState().theme) === 'light' ? 'dark' : 'light';
  applyTheme(theme);
  store.setState({ theme });
}

/** What there is at this moment. */
function nowWords(world: World): string {
  if (!world.known.containers) return '';
  const { containers: n, up } = tallyOf(world.containers);
  const words = n === 1 ? '1 container' : `${n.toLocaleString('en-US')} containers`;
  return n === 0 ? 'no containers' : `${words}, ${up === 0 ? 'none' : up.toLocaleString('en-US')} up`;
}

/** The bar: whose engine this is, and the switches of the panels. */
export function TopBar() {
  const link = useAppState((s) => s.world.link);
  const engine = useAppState((s) => s.world.engine);
  const hostName = useAppState((s) => s.world.host?.name ?? '');
  const panel = useAppState((s) => s.panel);
  const host = useAppState((s) => s.host);
  const live = link.state === 'live' && host === 'open';
  // The stage may be behind: this is never.
  const now = useAppState((s) => nowWords(s.world));
  const remote = link.endpoint?.remote === true;
  const practice = engine?.practice === true;
  const where = practice
    ? 'practice engine'
    : remote
      ? `engine on ${engine?.hostName ?? 'another machine'}`
      : engine?.vm
        ? `engine in ${engine.vm}`
        : 'engine on this machine';
  const words = host === 'gone' ? 'Cutaway has ended' : live ? where : LINK_WORDS[link.state];
  return (
    <header className="top">
      <AppMark />
      <h1>Cutaway</h1>
      <ViewNav />
      <TimeControls />
      <button
        type="button"
        className={practice ? 'who practice' : live ? 'who' : 'who bad'}
        aria-expanded={panel === 'engine'}
        title="Which engine this is (E)"
        onClick={() => togglePanel('engine')}
      >
        <i className="dot" />
        <b>{hostName}</b>
        <span>{words}</span>
        {live ? <span className="now">{now}</span> : null}
      </button>
      <IconButton
        icon={ListChecks}
        label="Commands (K)"
        on={panel === 'commands'}
        press={() => togglePanel('commands')}
      />
      <IconButton
        icon={ArrowLeftRight}
        label="Requests (X)"
        on={panel === 'requests'}
        press={() => togglePanel('requests')}
      />
      <IconButton
        icon={Info}
        label="What is this? (I)"
        on={panel === 'inspector'}
        press={() => togglePanel('inspector')}
      />
      <IconButton
        icon={SquareTerminal}
        label="Terminal (`)"
        on={panel === 'terminal'}
        press={() => togglePanel('terminal')}
      />
      <IconButton
        icon={CircleHelp}
        label="Legend (?)"
        on={panel === 'legend'}
        press={() => togglePanel('legend')}
      />
      <IconButton icon={Link} label="Copy the address of this view (C)" press={copyPlace} />
      <IconButton icon={MoonStar} label="Paper or blueprint (T)" press={switchTheme} />
    </header>
  );
}
