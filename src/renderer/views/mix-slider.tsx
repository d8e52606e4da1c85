import { choose } from '../store/view';
import { useAppState } from '../ui/use-store';

/** One control turns virtual machines into containers, and back. Arrow keys move it by a tenth. */
export function MixSlider() {
  const mix = useAppState((s) => s.choices.mix);
  return (
    <div className="mix">
      <span aria-hidden>virtual machines</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.1}
        value={mix ?? 0}
        aria-label="From virtual machines to containers"
        aria-valuetext={mix === null ? 'both, side by side' : `${String(Math.round(mix * 100))} % containers`}
        onChange={(event) => choose({ mix: Number(event.target.value) })}
      />
      <span aria-hidden>containers</span>
      <button
        type="button"
        aria-pressed={mix === null}
        onClick={() => choose({ mix: mix === null ? 0 : null })}
      >
        Side by side
      </button>
    </div>
  );
}
