import { lazy, Suspense, useEffect } from 'react';
import { CommandsPanel } from './panels/commands-panel';
import { Dock } from './panels/dock';
import { EnginePanel } from './panels/engine-panel';
import { Inspector } from './panels/inspector';
import { Legend } from './panels/legend';
import { Requests } from './panels/requests/requests';
import { TopBar } from './panels/top-bar';
import type { World } from '../core/world/world';
import { store } from './store/store';
import { useAppState } from './ui/use-store';
import { StageView } from './views/stage-view';

/** Loaded when the first terminal opens. */
const TerminalPanel = lazy(() => import('./terminal/terminal-panel'));

/** Esc in a panel, or where nothing has the keys, closes the panel, and the picture has the keys again. */
function leavePanel(event: KeyboardEvent): void {
  const { target } = event;
  const here = target === document.body || (target instanceof Element && target.closest('.panel') !== null);
  // In a terminal every key is the program's.
  if (target instanceof Element && target.closest('.terminal-place') !== null) return;
  if (event.key !== 'Escape' || !here || store.getState().panel === null) return;
  store.setState({ panel: null });
  document.querySelector<SVGElement>('#stage')?.focus();
}

/** Of the window, so that a screenshot says which engine it is of. */
function titleOf({ host, engine }: World): string {
  if (engine?.practice === true) return 'Practice — Cutaway';
  return host === null ? 'Cutaway' : `${host.name} — Cutaway`;
}

export function App() {
  const panel = useAppState((s) => s.panel);
  const title = useAppState((s) => titleOf(s.world));
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    document.addEventListener('keydown', leavePanel);
    return () => document.removeEventListener('keydown', leavePanel);
  }, []);
  return (
    <>
      <TopBar />
      <main>
        <StageView />
        {panel === 'requests' ? (
          <Requests />
        ) : panel === 'inspector' ? (
          <Inspector />
        ) : panel === 'legend' ? (
          <Legend />
        ) : panel === 'commands' ? (
          <CommandsPanel />
        ) : panel === 'engine' ? (
          <EnginePanel />
        ) : panel === 'terminal' ? (
          <Suspense fallback={<aside className="panel terminal wide" aria-label="Terminal" />}>
            <TerminalPanel />
          </Suspense>
        ) : null}
      </main>
      <Dock />
    </>
  );
}
