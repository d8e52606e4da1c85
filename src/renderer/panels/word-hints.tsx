import type { Explanation } from '../../core/command/explain';

/** px of one sign in the prompt, which is set in the code face */
const SIGN = 10.2;
/** left edge of the first sign */
const LEFT = 16;

const place = (node: HTMLElement | null, values: Record<string, string>): void => {
  for (const [name, value] of Object.entries(values)) node?.style.setProperty(name, value);
};

/** A line under each word, and for the word at the cursor what it is and what it does here. Mistakes come first. */
export function WordHints(props: {
  hints: readonly Explanation[];
  cursor: number;
  near: string | null;
  accept: (text: string) => void;
}) {
  const { hints, cursor } = props;
  const bad = (hint: Explanation): boolean => hint.kind === 'trouble' || hint.kind === 'unknown';
  const here = hints.find(bad) ?? hints.findLast((hint) => hint.span[0] <= cursor) ?? hints[0];
  return (
    <div className="hints">
      {hints.map((hint) => (
        <i
          key={`${String(hint.span[0])} ${hint.title}`}
          className={bad(hint) ? 'under bad' : hint === here ? 'under here' : 'under'}
          ref={(node) =>
            place(node, {
              left: `${String(LEFT + hint.span[0] * SIGN)}px`,
              width: `${String(Math.max(8, (hint.span[1] - hint.span[0]) * SIGN - 2))}px`,
            })
          }
        />
      ))}
      {here === undefined ? null : (
        <p className={bad(here) ? 'bad' : ''} aria-live="off">
          <b>{here.title}</b> {here.detail}
          {bad(here) && props.near !== null ? (
            <button
              type="button"
              onMouseDown={(event) => {
                event.preventDefault();
                props.accept(props.near ?? '');
              }}
            >
              did you mean {props.near}?
            </button>
          ) : null}
        </p>
      )}
    </div>
  );
}
