import { ArrowRight, X } from 'lucide-react';
import type { ContainerId } from '../../core/base/brand';
import { visible } from '../../core/docker/visible';
import { store } from '../store/store';
import { choose } from '../store/view';
import { useAppState } from '../ui/use-store';

const MOST = 1000;

/** Who asks, and whom: the way between the two is drawn, or the place where it ends. */
export function PairPicker() {
  const containers = useAppState((s) => s.world.containers);
  const { from, to } = useAppState((s) => s.choices);
  const all = containers.values().sort((a, b) => (a.name < b.name ? -1 : 1));
  if (all.length < 2) return null;
  const end = (label: string, which: 'from' | 'to', value: ContainerId | null) => (
    <label className={value === null ? undefined : 'chosen'}>
      {label}
      <select
        aria-label={`Reach ${which}`}
        value={value ?? ''}
        onChange={(event) => {
          const chosen = all.find((c) => c.id === event.target.value);
          choose({ [which]: chosen?.id ?? null });
          store.setState({ focused: null });
        }}
      >
        <option value="">choose</option>
        {all.slice(0, MOST).map((c) => (
          <option key={c.id} value={c.id}>
            {visible(c.name)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="pickers" role="group" aria-label="Does one reach the other?">
      {end('from', 'from', from)}
      <ArrowRight size={16} aria-hidden />
      {end('to', 'to', to)}
      {from === null && to === null ? null : (
        <button
          type="button"
          aria-label="All containers again"
          onClick={() => choose({ from: null, to: null })}
        >
          <X size={16} aria-hidden />
        </button>
      )}
    </div>
  );
}
