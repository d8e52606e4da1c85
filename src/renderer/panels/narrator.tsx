import { useEffect, useRef, useState } from 'react';
import { after } from '../clock';
import { useAppState } from '../ui/use-store';

/** Milliseconds between two sentences that are spoken: a screen reader needs time for each. */
const SPEAK = 1500;

const time = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

/** What is happening now, in one sentence: for the eye, and for the screen reader. */
export function Narrator() {
  const say = useAppState((s) => s.say);
  const moving = useAppState((s) => s.player.current !== null);
  const host = useAppState((s) => s.host);
  const hostWords = useAppState((s) => s.hostWords);
  const [spoken, setSpoken] = useState('');
  const first = useRef(true);
  const text = host === 'gone' || host === 'refused' ? hostWords : (say?.text ?? '');
  useEffect(() => {
    const wait = first.current ? 0 : SPEAK;
    first.current = false;
    return after(wait, () => setSpoken(text));
  }, [text]);
  return (
    <div className="narrator">
      {say && !moving && host === 'open' ? <time>{time(say.at)}</time> : null}
      {say?.ticket != null && moving ? <b className="ticket">{say.ticket}</b> : null}
      <span>{text}</span>
      <span className="spoken" role="status" aria-live="polite">
        {spoken}
      </span>
    </div>
  );
}
