import { Copy } from 'lucide-react';
import { visible } from '../../core/docker/visible';
import type { Diagnosis } from '../../core/journal/facts';
import type { World } from '../../core/world/world';
import { followEngine } from '../store/session';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';
import { PanelHead } from './panel-head';
import { PracticeControls } from './practice-controls';

/** Which engine the picture is of, in one sentence. */
function nowWords({ engine, link }: World): string {
  if (engine?.practice === true)
    return 'You see the practice engine: a model inside Cutaway. It answers as a real engine does, its programs run in it, and nothing in it touches this machine: no files, no network but your own ports.';
  if (link.state === 'live' && engine !== null)
    return `You see ${engine.kind === 'podman' ? 'Podman' : 'Docker Engine'} ${engine.version}, a real engine, at ${visible(link.endpoint?.address ?? '')}.`;
  return `No engine answers at ${visible(link.endpoint?.address ?? '')}.`;
}

function Missing({ diagnosis }: { diagnosis: Diagnosis }) {
  const { command } = diagnosis;
  return (
    <section>
      <h3>{diagnosis.title}</h3>
      <p>{diagnosis.what}</p>
      <ul className="checks">
        {diagnosis.checks.map((check) => (
          <li key={check.words} className={check.state}>
            {check.words}
          </li>
        ))}
      </ul>
      {command === null ? null : (
        <div className="command">
          <span title={command}>{command}</span>
          <IconButton
            icon={Copy}
            label={`Copy ${command}`}
            press={() => void navigator.clipboard.writeText(command)}
          />
        </div>
      )}
      <p>{diagnosis.then}</p>
      {diagnosis.more === null ? null : <p>{diagnosis.more}</p>}
    </section>
  );
}

/** Which engine is followed, why, and the way to the other one. */
export function EnginePanel() {
  const world = useAppState((s) => s.world);
  const practice = world.engine?.practice === true;
  const diagnosis = world.missing ?? world.link.diagnosis;
  return (
    <aside className="panel" aria-label="The engine">
      <PanelHead title="The engine" />
      <div className="inspector" tabIndex={0} role="region" aria-label="Which engine this is">
        <p>{nowWords(world)}</p>
        {world.found ? (
          <p>
            <b>A real engine answers now</b> at {visible(world.found.address)}. Something is at work here, so
            you are asked: what runs in practice stays as it is until you come back.
          </p>
        ) : null}
        <div className="actions">
          {practice ? (
            <button type="button" onClick={() => followEngine('real')}>
              {world.found ? 'Change over to the real engine' : 'Look for a real engine'}
            </button>
          ) : (
            <button type="button" onClick={() => followEngine('practice')}>
              Use the practice engine
            </button>
          )}
        </div>
        {practice ? <PracticeControls /> : null}
        {diagnosis && !world.found ? <Missing diagnosis={diagnosis} /> : null}
      </div>
    </aside>
  );
}
