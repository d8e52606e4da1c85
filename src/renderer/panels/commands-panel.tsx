import { useMemo } from 'react';
import { courseOf } from '../../core/command/course';
import { settleNow, store } from '../store/store';
import { runText } from '../store/session';
import { useAppState } from '../ui/use-store';
import { PanelHead } from './panel-head';
import { focusPrompt } from './prompt-focus';
import { PREFIX } from './prompt-text';

/** Writes a line into the prompt, ready to be looked at and entered. */
export function writeLine(line: string): void {
  store.setState({ draft: line.startsWith(PREFIX) ? line.slice(PREFIX.length) : line });
  focusPrompt();
}

/** The thirteen commands of a first course, each with a line that runs on this machine as it stands. */
export function CommandsPanel() {
  const containers = useAppState((s) => s.world.containers);
  const images = useAppState((s) => s.world.images);
  // What changes the lines is what there is, not each figure of it.
  const course = useMemo(() => courseOf(store.getState().world), [containers, images]); // eslint-disable-line react-hooks/exhaustive-deps -- read through the store
  return (
    <aside className="panel" aria-label="Commands">
      <PanelHead title="Commands" sub="thirteen to begin with" />
      <ul className="course" tabIndex={0} role="list" aria-label="Commands with a line to try">
        {course.map(({ name, does, line, first }) => (
          <li key={name}>
            <p>
              <b>{name}</b> {does}
            </p>
            {first === null ? null : <Line line={first} before="first" />}
            <Line line={line} before="" />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Line(props: { line: string; before: string }) {
  const { line } = props;
  return (
    <div className="try">
      {props.before === '' ? null : <span>{props.before}</span>}
      <button type="button" className="code" title="Write it into the prompt" onClick={() => writeLine(line)}>
        {line}
      </button>
      <button
        type="button"
        className="go"
        aria-label={`Run ${line}`}
        onClick={() => {
          settleNow();
          runText(line, 'button');
        }}
      >
        Run
      </button>
    </div>
  );
}
