import { useEffect, useRef, useState } from 'react';
import { LogOut, Maximize2, Minimize2, Trash2 } from 'lucide-react';
import '@xterm/xterm/css/xterm.css';
import './terminal.css';
import type { Terminal, World } from '../../core/world/world';
import { focusPrompt } from '../panels/prompt-focus';
import { PanelHead } from '../panels/panel-head';
import { leaveTerminal, showTerminal } from '../store/terminals';
import { store } from '../store/store';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';
import { keepScreens, recolourScreens, screenOf } from './screens';
import { terminalName, terminalWords, wayCommand, WAYS } from './words';

const lines = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'line' : 'lines'} before these ${count === 1 ? 'was' : 'were'} left out`;

/** The screen of one terminal; it keeps what it shows while another is looked at. */
function Screen({ terminal }: { terminal: Terminal }) {
  const place = useRef<HTMLDivElement>(null);
  const [left, setLeft] = useState(0);
  const theme = useAppState((s) => s.theme);
  const screen = screenOf(terminal.command);
  const ended = terminal.exitCode !== null;
  useEffect(() => {
    const parent = place.current;
    if (!parent) return;
    screen.show(parent, { left: setLeft, leave: focusPrompt });
    // Who was at the prompt, or nowhere, typed this command: the keys are the program's now.
    const at = document.activeElement;
    if (at === document.body || at?.closest('.prompt, .terminal') != null) screen.focus();
    return () => screen.hide();
  }, [screen]);
  useEffect(() => recolourScreens(), [theme]);
  const wasFocused = useRef(false);
  useEffect(() => {
    if (!ended) wasFocused.current = true;
    else if (wasFocused.current && screen.focused) focusPrompt();
  }, [ended, screen]);
  return (
    <>
      {left > 0 ? <p className="left-out">{lines(left)}</p> : null}
      <div className="terminal-place" ref={place} />
    </>
  );
}

function Tab(props: { terminal: Terminal; name: string; chosen: boolean }) {
  const { terminal, name, chosen } = props;
  return (
    <button
      type="button"
      role="tab"
      aria-selected={chosen}
      title={terminal.text}
      onClick={() => showTerminal(terminal.command)}
    >
      <i className={terminal.exitCode === null ? 'at-work' : 'ended'} aria-hidden />
      <span>{name}</span>
      {terminal.exitCode === null ? null : <small>exit {terminal.exitCode}</small>}
    </button>
  );
}

/** What `-i` and `-t` change, each to be tried. */
function Ways({ terminal, world }: { terminal: Terminal; world: World }) {
  if (terminal.attached === null) return null;
  const { tty, input } = terminal.attached;
  const here = `${input || tty ? '-' : ''}${input ? 'i' : ''}${tty ? 't' : ''}`;
  return (
    <details className="ways">
      <summary>What -i and -t change</summary>
      <ul>
        {WAYS.map(({ flags, says }) => {
          const command = wayCommand(terminal, world, flags);
          return (
            <li key={flags} aria-current={flags === here}>
              <code>{flags === '' ? 'neither' : flags}</code>
              <span>{says}</span>
              {command === null || flags === here ? null : (
                <button
                  type="button"
                  title={`Writes “docker ${command}” into the prompt`}
                  onClick={() => {
                    store.setState({ draft: command });
                    focusPrompt();
                  }}
                >
                  try
                </button>
              )}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** The terminals of this window: one is shown, the others a click away. */
export default function TerminalPanel() {
  const world = useAppState((s) => s.world);
  const wanted = useAppState((s) => s.terminal);
  const [wide, setWide] = useState(true);
  const { terminals } = world;
  const terminal = terminals.find((each) => each.command === wanted) ?? terminals.at(-1);
  useEffect(() => keepScreens(terminals.map((each) => each.command)), [terminals]);
  if (!terminal)
    return (
      <aside className="panel" aria-label="Terminal">
        <PanelHead title="Terminal" />
        <p className="hint">
          Type <code>docker run -it ubuntu:24.04 bash</code> below: <code>-i</code> hands what you type to the
          program, <code>-t</code> gives it a terminal. It opens here.
        </p>
      </aside>
    );
  const ended = terminal.exitCode !== null;
  const inside = terminal.attached !== null && world.containers.get(terminal.attached.container);
  return (
    <aside className={wide ? 'panel terminal wide' : 'panel terminal'} aria-label="Terminal">
      <PanelHead title={inside ? `Terminal in ${inside.name}` : 'Terminal'} />
      <div className="terminal-bar">
        <div role="tablist" aria-label="Terminals">
          {terminals.map((each) => (
            <Tab
              key={each.command}
              terminal={each}
              name={terminalName(each, world)}
              chosen={each === terminal}
            />
          ))}
        </div>
        <IconButton
          icon={wide ? Minimize2 : Maximize2}
          label={wide ? 'Narrower' : 'Wider'}
          press={() => setWide(!wide)}
        />
        <IconButton
          icon={ended ? Trash2 : LogOut}
          label={ended ? 'Close this terminal' : 'Let go: the program runs on'}
          press={() => {
            leaveTerminal(terminal.command);
            focusPrompt();
          }}
        />
      </div>
      <Screen key={terminal.command} terminal={terminal} />
      <div className="foot">
        <p aria-live="polite">{terminalWords(terminal)}</p>
        <Ways terminal={terminal} world={world} />
        <p className="keys">
          <kbd>Ctrl-Shift-C</kbd> copies, <kbd>Ctrl-Shift-V</kbd> pastes, <kbd>Ctrl-Shift-Enter</kbd> goes
          back to the prompt. All other keys are the program’s.
        </p>
      </div>
    </aside>
  );
}
