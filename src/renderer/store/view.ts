import type { ContainerId } from '../../core/base/brand';
import type { Subject } from '../../core/scene/marks';
import { NO_CHOICES, type Choices } from '../../core/scene/views/choices';
import type { ViewId } from '../../core/scene/views/view';
import { VIEWS } from '../../core/scene/views/views';
import { store } from './store';

const KINDS: ReadonlySet<string> = new Set<Subject['kind']>([
  'container',
  'image',
  'layer',
  'network',
  'volume',
  'project',
]);

/** Shows a view. What is selected stays selected; pages begin anew. */
export function showView(view: ViewId): void {
  if (!VIEWS.some((each) => each.id === view) || store.getState().view === view) return;
  const { choices } = store.getState();
  store.setState({ view, focused: null, choices: { ...choices, page: 0 } });
}

/** Changes what a view shows. */
export function choose(change: Partial<Choices>): void {
  store.setState({ choices: { ...store.getState().choices, ...change } });
}

/** Shows what the selected container changed in the files of its image, or no longer. */
export function compareChosen(): void {
  const { selected, view, choices, world } = store.getState();
  if (selected?.kind !== 'container') return;
  const container = world.containers.get(selected.id as ContainerId);
  if (!container) return;
  const shown = view === 'images' && choices.compare === container.id;
  choose({ compare: shown ? null : container.id });
  if (!shown) showView('images');
}

/** `?view=images&select=container:ID`; empty for the machine with nothing selected. */
export function addressOf(view: ViewId, selected: Subject | null): string {
  const query = new URLSearchParams();
  if (view !== 'host') query.set('view', view);
  if (selected && KINDS.has(selected.kind)) query.set('select', `${selected.kind}:${selected.id}`);
  const text = query.toString().replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** What an address names; unknown names are as if they were not there. */
export function readAddress(search: string): { view: ViewId; selected: Subject | null } {
  const query = new URLSearchParams(search);
  const view = VIEWS.find((each) => each.id === query.get('view'))?.id ?? 'host';
  const [, kind = '', id = ''] = /^([a-z]+):([\s\S]{1,300})$/.exec(query.get('select') ?? '') ?? [];
  const selected = KINDS.has(kind) ? { kind: kind as Subject['kind'], id, words: '' } : null;
  return { view, selected };
}

/** The address bar names the view and what is selected, in both directions. */
export function followAddress(): void {
  const read = (): void => {
    const { view, selected } = readAddress(location.search);
    store.setState({ view, selected, focused: null, choices: NO_CHOICES });
  };
  read();
  window.addEventListener('popstate', read);
  store.subscribe((state, before) => {
    if (state.view === before.view && state.selected === before.selected) return;
    const address = addressOf(state.view, state.selected);
    if (address === location.search) return;
    // Going to another view is a step that can be taken back; choosing a thing is none.
    const to = location.pathname + address;
    if (state.view === before.view) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
  });
}

/** The whole address, to be kept or sent to oneself. */
export const copyAddress = (): Promise<void> => navigator.clipboard.writeText(location.href);
