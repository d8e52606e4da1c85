import type { Explanation } from '../../core/command/explain';
import { textWidth } from '../../core/scene/text/fit';

/** px of one sign in the prompt, which is set in the code face */
const SIGN = 10.2;
/** left edge of the first sign */
const LEFT = 16;

interface Placed {
  readonly hint: Explanation;
  readonly x: number;
}

/** Under each word a short upright line and two lines of words: what it is, what it does here. */
export function WordHints(props: { hints: readonly Explanation[]; text: string; shift: number; near: string | null; accept: (text: string) => void }) {
  const placed: Placed[] = [];
  let free = 0;
  for (const hint of props.hints) {
    const x = Math.max(free, LEFT + hint.span[0] * SIGN + (props.shift > 0 && hint.span[0] >= props.shift ? 2 : 0));
    const width = Math.min(300, Math.max(textWidth(hint.title, { size: 13, weight: 600 }), textWidth(hint.detail, { size: 13 })));
    placed.push({ hint, x });
    free = x + width + 26;
  }
  const trouble = props.hints.find((h) => h.kind === 'trouble' || h.kind === 'unknown');
  return (
    <div className="hints" aria-live="off">
      {placed.map(({ hint, x }) => (
        <span key={`${String(hint.span[0])} ${hint.title}`} className={hint.kind === 'trouble' || hint.kind === 'unknown' ? 'bad' : ''} ref={(node) => node?.style.setProperty('left', `${String(x)}px`)}>
          <b>{hint.title}</b>
          <i>{hint.detail}</i>
        </span>
      ))}
      {trouble && props.near !== null ? (
        <button type="button" className="near" onMouseDown={(event) => { event.preventDefault(); props.accept(props.near ?? ''); }}>
          did you mean <b>{props.near}</b>?
        </button>
      ) : null}
    </div>
  );
}
