import { Copy } from 'lucide-react';
import { subjectFacts } from '../../core/scene/facts/subject-facts';
import { wallNow } from '../clock';
import { compareChosen } from '../store/view';
import { store } from '../store/store';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';
import { Everything } from './everything';
import { PanelHead } from './panel-head';
import { focusPrompt } from './prompt-focus';

const copy = (text: string): void => void navigator.clipboard.writeText(text);

function write(command: string): void {
  store.setState({ draft: command });
  focusPrompt();
}

/** "What is this?": two sentences, live facts, the command that prints the same, and what can be done now. */
export function Inspector() {
  const subject = useAppState((s) => s.selected);
  const world = useAppState((s) => s.world);
  const facts = subject ? subjectFacts(world, subject, wallNow()) : null;
  return (
    <aside className="panel" aria-label="What is this?">
      <PanelHead title="What is this?" />
      {facts === null ? (
        <p className="hint">
          {subject
            ? 'It is no longer there.'
            : 'Click a part of the picture, or walk to it with the arrow keys and press Enter.'}
        </p>
      ) : (
        <div className="inspector" tabIndex={0} role="region" aria-label="Facts">
          <h3>{facts.title}</h3>
          <p>{facts.sentences}</p>
          <dl>
            {facts.facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {facts.actions.length === 0 ? null : (
            <>
              <div className="small">Write into the prompt</div>
              <div className="actions">
                {facts.actions.map((action) => (
                  <button
                    type="button"
                    key={action.label}
                    onClick={() => write(action.command)}
                    title={action.command}
                  >
                    {action.label}
                  </button>
                ))}
              </div>
            </>
          )}
          {subject?.kind === 'container' ? (
            <button
              type="button"
              className="look"
              title="Its writable layer beside its image (D)"
              onClick={compareChosen}
            >
              What it changed
            </button>
          ) : null}
          <div className="small">The command that prints the same</div>
          {facts.prints.map((command) => (
            <div className="command" key={command}>
              <span title={command}>{command}</span>
              <IconButton icon={Copy} label={`Copy ${command}`} press={() => copy(command)} />
            </div>
          ))}
          {subject ? <Everything key={subject.id} subject={subject} /> : null}
        </div>
      )}
    </aside>
  );
}
