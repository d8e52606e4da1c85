import type { Explanation } from '../../core/command/explain';

/** px of one sign in the prompt, which is set in the code face */
const SIGN = 10.2;
/** left edge of the first sign */
const LEFT = 16;

const place = (node: HTMLElement | null, values: Record<string, string>): void => {
  for (const [name, value] of Object.entries(values)) node?.style.setProperty(name, value);
};

/** px that one explanation needs beside others */
const COLUMN = 130;
/** The part of the window that the prompt has. */
const SHARE = 0.58;

/** As many explanations as fit, those nearest to the word at the cursor. */
function around(hints: readonly Explanation[], at: number): readonly Explanation[] {
  const most = Math.max(2, Math.floor((window.innerWidth * SHARE) / COLUMN) - 1);
  const from = Math.max(0, Math.min(at - Math.floor(most / 2), hints.length - most));
  return hints.slice(from, from + most);
}

/** A line under each word, and what each is and does here; the word at the cursor has most room. Mistakes come first. */
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
      {here === undefined ? null : bad(here) ? (
        <p className="bad" aria-live="off">
          <b>{here.title}</b> {here.detail}
          {props.near !== null ? (
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
      ) : (
        <ul className="columns" aria-live="off">
          {around(hints, hints.indexOf(here)).map((hint) => (
            <li
              key={`${String(hint.span[0])} ${hint.title}`}
              className={hint === here ? 'here' : ''}
              title={`${hint.title}: ${hint.detail}`}
            >
              <b>{hint.title}</b>
              <span>{hint.detail}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
