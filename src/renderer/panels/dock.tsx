import { ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Command, OutputLine } from '../../core/world/world';
import { visible } from '../../core/docker/visible';
import { fillHoles } from '../store/session';
import { store } from '../store/store';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';
import { Narrator } from './narrator';
import { Prompt } from './prompt';

const NO_LINES: readonly OutputLine[] = [];
const HOLE = /⟨hidden (\d+)⟩/g;

/** Lines as they stand: tabs and blanks kept, control signs shown as marks, holes filled for this screen. */
function shown(line: OutputLine, secrets: Readonly<Record<string, string>>): string {
  const text = line.text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').replaceAll('\t', '        ');
  return visible(text.replace(HOLE, (hole, number: string) => secrets[number] ?? hole));
}

/** A command that only asks is typed for its answer: that is shown at once. */
const reads = (command: Command): boolean =>
  command.exchanges.every((e) => e.method === 'GET' || e.method === 'HEAD');

export function Dock() {
  const command = useAppState(
    // What another terminal prints is not heard.
    ({ world, command }) =>
      world.commands.find((c) => c.id === command && c.origin !== 'tap') ??
      world.commands.findLast((c) => c.origin !== 'tap'),
  );
  const open = useAppState((s) => s.outputOpen);
  const draft = useAppState((s) => s.draft);
  const secrets = useAppState((s) => s.secrets);
  const end = useRef<HTMLPreElement>(null);
  const lines = command?.output ?? NO_LINES;
  const many = lines.length > 2;
  const finished = command !== undefined && command.exitCode !== null;

  useEffect(() => {
    const holes = lines.flatMap((line) => [...line.text.matchAll(HOLE)].map((match) => Number(match[1])));
    if (holes.length > 0) fillHoles([...new Set(holes)]);
  }, [lines]);
  const wasRunning = useRef<string | null>(null);
  useEffect(() => {
    if (!command) return;
    if (!finished) wasRunning.current = command.id;
    // Only what ended under our eyes opens by itself, not what an earlier window asked.
    else if (wasRunning.current === command.id && many && reads(command)) {
      wasRunning.current = null;
      store.setState({ outputOpen: true });
    }
  }, [command, finished, many]);
  // Logs are read from their end, an answer from its beginning.
  const fromEnd = command?.exitCode === null || /\blogs\b/.test(command?.text ?? '');
  useEffect(() => {
    const box = end.current;
    if (!box) return;
    box.scrollTop = fromEnd ? box.scrollHeight : 0;
  }, [lines, open, fromEnd]);

  const inTerminal = useAppState((s) => s.world.terminals.some((t) => t.command === command?.id));
  const typing = draft !== '';
  const tail = lines.filter((line) => line.text.trim() !== '').slice(-2);
  return (
    <footer className={open ? 'dock open' : 'dock'}>
      {open && command ? (
        <div className="output">
          <div className="output-head">
            <code>{command.text}</code>
            {command.dropped > 0 ? (
              <span>{command.dropped.toLocaleString('en-US')} lines before these were left out</span>
            ) : null}
            <span className="grow" />
            {finished ? <ExitCode code={command.exitCode} /> : null}
            <IconButton
              icon={ChevronDown}
              label="Fold the output (Esc)"
              press={() => store.setState({ outputOpen: false })}
            />
          </div>
          <pre ref={end} tabIndex={0} role="log" aria-label="Output">
            {lines.map((line, i) => (
              <div key={i} className={line.stream}>
                {shown(line, secrets)}
              </div>
            ))}
          </pre>
        </div>
      ) : null}
      <div className="dock-line">
        <div className="left">
          <Prompt />
          {typing || open || inTerminal ? null : (
            <div className="tail">
              <pre>
                {tail.map((line, i) => (
                  <div key={i} className={line.stream}>
                    {shown(line, secrets)}
                  </div>
                ))}
              </pre>
              {finished && command.exitCode !== 0 ? <ExitCode code={command.exitCode} /> : null}
              {lines.length > 2 ? (
                <button type="button" className="unfold" onClick={() => store.setState({ outputOpen: true })}>
                  <ChevronUp size={14} aria-hidden /> {lines.length} lines
                </button>
              ) : null}
            </div>
          )}
        </div>
        <Narrator />
      </div>
    </footer>
  );
}

function ExitCode(props: { code: number | null }) {
  return <span className={props.code === 0 ? 'exit' : 'exit bad'}>exit {props.code}</span>;
}
