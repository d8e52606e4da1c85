import { createStore } from 'zustand/vanilla';
import { emptyWorld, type World } from '../../core/world/world';
import type { Changed } from '../../core/scene/changed-by';
import type { Subject } from '../../core/scene/marks';
import { NO_CHOICES, type Choices } from '../../core/scene/views/choices';
import type { ViewId } from '../../core/scene/views/view';
import { settle, startPlayer, type Player, type Say } from '../../core/player/player';
import type { Foreseen } from './foreseen';
import type { ThemeChoice } from '../theme';

export type Panel = 'requests' | 'inspector' | 'legend' | 'commands' | 'engine' | 'terminal' | null;

export interface State {
  /** Now, as told. Panels read this; it is never late. */
  readonly world: World;
  readonly player: Player;
  readonly host: 'connecting' | 'open' | 'gone' | 'refused';
  readonly hostWords: string;
  readonly panel: Panel;
  readonly view: ViewId;
  readonly choices: Choices;
  readonly selected: Subject | null;
  /** The mark that the keyboard stands on; null: none. */
  readonly focused: string | null;
  readonly theme: ThemeChoice;
  readonly say: Say | null;
  readonly lag: number;
  readonly speed: number;
  readonly paused: boolean;
  /** The command whose output and requests are shown: the last one unless an older was chosen. */
  readonly command: string | null;
  readonly outputOpen: boolean;
  /** What is lit in the picture, since a request that changed it is pointed at. */
  readonly lit: readonly Changed[];
  /** The terminal that is shown, by its command: the last one unless another was chosen. */
  readonly terminal: string | null;
  /** Of the terminal that was shown last; the next one is likely to have it, too. */
  readonly terminalSize: { readonly rows: number; readonly columns: number } | null;
  /** What a menu is open for, and where in the picture (px); null: none. */
  readonly menu: { readonly subject: Subject; readonly x: number; readonly y: number } | null;
  readonly draft: string;
  /** What the line at the prompt would do, or what the one that was entered is about to do. */
  readonly foreseen: Foreseen | null;
  /** Values behind holes, for this screen only. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly history: readonly string[];
}

export const store = createStore<State>(() => ({
  world: emptyWorld(),
  player: startPlayer(emptyWorld()),
  host: 'connecting',
  hostWords: '',
  panel: null,
  view: 'host',
  choices: NO_CHOICES,
  selected: null,
  focused: null,
  theme: 'system',
  say: null,
  lag: 0,
  speed: 1,
  paused: false,
  command: null,
  outputOpen: false,
  lit: [],
  terminal: null,
  terminalSize: null,
  menu: null,
  draft: '',
  foreseen: null,
  secrets: {},
  history: [],
}));

/** Draws everything at once, without what waits: for a hidden window, and for whoever presses the key. */
export function settleNow(): void {
  const player = settle(store.getState().player);
  store.setState({ player, say: player.say, lag: 0 });
}
