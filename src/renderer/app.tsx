import { useEffect } from 'react';
import { Dock } from './panels/dock';
import { Inspector } from './panels/inspector';
import { Legend } from './panels/legend';
import { Requests } from './panels/requests';
import { TopBar } from './panels/top-bar';
import { useAppState } from './ui/use-store';
import { HostView } from './views/host-view';

export function App() {
  const panel = useAppState((s) => s.panel);
  const title = useAppState((s) => s.world.host?.name ?? '');
  useEffect(() => {
    document.title = title === '' ? 'Cutaway' : `${title} — Cutaway`;
  }, [title]);
  return (
    <>
      <TopBar />
      <main>
        <HostView />
        {panel === 'requests' ? (
          <Requests />
        ) : panel === 'inspector' ? (
          <Inspector />
        ) : panel === 'legend' ? (
          <Legend />
        ) : null}
      </main>
      <Dock />
    </>
  );
}
