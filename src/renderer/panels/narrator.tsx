import { useEffect, useRef, useState } from 'react';
import { engineKind } from '../../core/scene/picture';
import { tallyOf } from '../../core/world/tally';
import type { World } from '../../core/world/world';
import { after } from '../clock';
import { useAppState } from '../ui/use-store';

/** Milliseconds between two sentences that are spoken: a screen reader needs time for each. */
const SPEAK = 1500;

/** Before anything happened: what there is. */
function openingWords(world: World): string {
  const { link, engine } = world;
  if (link.state === 'absent') return link.diagnosis?.title ?? 'No engine answers.';
  if (link.state === 'lost') return 'The engine does not answer. The picture is as it was.';
  if (link.state !== 'live' || engine === null || !world.known.containers)
    return 'Asking the engine what it has.';
  const { containers: n, up } = tallyOf(world.containers);
  const containers =
    n === 0
      ? 'No containers yet.'
      : `${n === 1 ? 'One container' : `${n.toLocaleString('en-US')} containers`}, ${up === 0 ? 'none' : String(up)} running.`;
  return `${engineKind(engine)} Engine ${engine.version} answers. ${containers}`;
}

const time = (ms: number): string => new Date(ms).toLocaleTimeString('en-GB');

/** What is happening now, in one sentence: for the eye, and for the screen reader. */
export function Narrator() {
  const say = useAppState((s) => s.say);
  const moving = useAppState((s) => s.player.current !== null);
  const host = useAppState((s) => s.host);
  const hostWords = useAppState((s) => s.hostWords);
  const opening = useAppState((s) => openingWords(s.world));
  const [spoken, setSpoken] = useState('');
  const first = useRef(true);
  const foreseen = useAppState((s) => (s.foreseen?.entered === false ? s.foreseen.words : null));
  const text = host === 'gone' || host === 'refused' ? hostWords : (foreseen ?? say?.text ?? opening);
  useEffect(() => {
    const wait = first.current ? 0 : SPEAK;
    first.current = false;
    return after(wait, () => setSpoken(text));
  }, [text]);
  return (
    <div className="narrator">
      {say && !moving && foreseen === null && host === 'open' ? <time>{time(say.at)}</time> : null}
      {say?.ticket != null && moving && foreseen === null ? <b className="ticket">{say.ticket}</b> : null}
      <span>{text}</span>
      <span className="spoken" role="status" aria-live="polite">
        {spoken}
      </span>
    </div>
  );
}
