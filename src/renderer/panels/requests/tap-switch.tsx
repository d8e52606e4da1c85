import { useEffect, useState } from 'react';
import { Copy } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import { tap, type TapState } from '../../store/tap';

function Line({ text, label }: { text: string; label: string }) {
  return (
    <div className="command">
      <span title={text}>{text}</span>
      <IconButton icon={Copy} label={label} press={() => void navigator.clipboard.writeText(text)} />
    </div>
  );
}

/** Opens the tap: commands of another terminal then appear here with their requests. */
export function TapSwitch() {
  const [state, setState] = useState<TapState | null>(null);
  const [trouble, setTrouble] = useState('');
  const take = (answer: TapState | string): void => {
    if (typeof answer === 'string') setTrouble(answer);
    else {
      setState(answer);
      setTrouble('');
    }
  };
  useEffect(() => void tap().then(take), []);
  const open = state?.address != null;
  const [lookOnly, setLookOnly] = useState(false);
  const turn = (): void => void tap(open ? 'off' : lookOnly ? 'look-only' : 'on').then(take);
  return (
    <section className="tap" aria-label="Your own terminal">
      <div className="tap-head">
        <button type="button" role="switch" aria-checked={open} onClick={turn}>
          <i aria-hidden />
          <span>Hear my own terminal</span>
        </button>
        {open ? (
          state.lookOnly ? (
            <small>looks only</small>
          ) : null
        ) : (
          <label title="Lets nothing through that changes the engine or types to a program">
            <input
              type="checkbox"
              checked={lookOnly}
              onChange={(event) => setLookOnly(event.target.checked)}
            />
            looks only
          </label>
        )}
      </div>
      {trouble === '' ? null : <p className="trouble">{trouble}</p>}
      {open && state.address !== null ? (
        <>
          <p className="small">Type this there; what docker asks from then on passes through Cutaway.</p>
          <Line text={state.lines[0] ?? ''} label="Copy the line" />
          <details>
            <summary>or make it a context</summary>
            <Line text={state.lines[1] ?? ''} label="Copy the line for a context" />
          </details>
        </>
      ) : null}
    </section>
  );
}
