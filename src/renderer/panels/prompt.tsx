import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { complete, type Candidate } from '../../core/command/complete';
import { explain } from '../../core/command/explain';
import { interpret } from '../../core/command/interpret';
import { interrupt, runText } from '../store/session';
import { startForeseeing } from '../store/foreseen';
import { settleNow, store } from '../store/store';
import { useAppState } from '../ui/use-store';
import { promptIs } from './prompt-focus';
import { fullText, isWhole, namesOf, PREFIX } from './prompt-text';
import { WordHints } from './word-hints';

/** One line, as the shell's: history with the arrow keys, Tab for what this machine offers, Ctrl-C as in the CLI. */
export function Prompt() {
  const draft = useAppState((s) => s.draft);
  const history = useAppState((s) => s.history);
  const running = useAppState(({ world }) =>
    // What has a terminal, here or elsewhere, gets its Ctrl-C there.
    world.commands.findLast(
      (c) =>
        c.exitCode === null &&
        c.origin !== 'tap' &&
        !world.terminals.some((terminal) => terminal.command === c.id),
    ),
  );
  const [at, setAt] = useState<number | null>(null);
  const [offers, setOffers] = useState<readonly Candidate[]>([]);
  const [picked, setPicked] = useState(0);
  const [focused, setFocused] = useState(false);
  const [cursor, setCursor] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    promptIs(input.current);
    input.current?.focus();
    return startForeseeing(fullText);
  }, []);

  const shift = isWhole(draft) ? 0 : PREFIX.length;
  const whole = shift === 0 ? draft : PREFIX + draft;
  const hints = useMemo(() => (draft.trim() === '' ? [] : explain(whole)), [draft, whole]);
  const near = useMemo(() => {
    if (draft.trim() === '') return null;
    const meant = interpret(whole);
    return meant.ok ? null : meant.near;
  }, [draft, whole]);

  const write = (text: string): void => {
    store.setState({ draft: text });
    setOffers([]);
  };

  function offer(): void {
    const cursor = (input.current?.selectionStart ?? draft.length) + shift;
    const found = complete(whole, cursor, namesOf(store.getState().world));
    const only = found[0];
    if (found.length === 1 && only) accept(only);
    else {
      setOffers(found.slice(0, 200));
      setPicked(0);
    }
  }

  function accept(candidate: Candidate): void {
    const [from, to] = candidate.span;
    const next = `${whole.slice(0, from)}${candidate.text} ${whole.slice(to).trimStart()}`;
    write(shift > 0 && next.startsWith(PREFIX) ? next.slice(PREFIX.length) : next);
  }

  function recall(step: number): void {
    const next = Math.min(history.length, Math.max(0, (at ?? history.length) + step));
    setAt(next);
    const line = history[next] ?? '';
    write(line.startsWith(PREFIX) ? line.slice(PREFIX.length) : line);
  }

  function keys(event: KeyboardEvent<HTMLInputElement>): void {
    const selection = input.current?.selectionStart !== input.current?.selectionEnd;
    if (event.ctrlKey && event.key === 'c' && !selection) {
      event.preventDefault();
      if (running) interrupt(running.id);
      else write('');
      return;
    }
    if (offers.length > 0) {
      const move =
        event.key === 'ArrowDown' || (event.key === 'Tab' && !event.shiftKey)
          ? 1
          : event.key === 'ArrowUp' || event.key === 'Tab'
            ? -1
            : 0;
      if (move !== 0) setPicked((picked + move + offers.length) % offers.length);
      else if (event.key === 'Enter') accept(offers[picked] as Candidate);
      else if (event.key === 'Escape') setOffers([]);
      else return setOffers([]);
      event.preventDefault();
      return;
    }
    switch (event.key) {
      case 'Enter':
        if (draft.trim() === '') return;
        // What still waits on the stage is drawn at once: the new command is what is looked at now.
        settleNow();
        setAt(null);
        runText(fullText(draft), 'prompt');
        return;
      case 'Tab':
        // Shift-Tab leaves the prompt backwards, so that the keyboard is never caught here.
        if (event.shiftKey) return;
        event.preventDefault();
        offer();
        return;
      case 'ArrowUp':
        event.preventDefault();
        recall(-1);
        return;
      case 'ArrowDown':
        event.preventDefault();
        recall(1);
        return;
      case 'Escape':
        input.current?.blur();
        document.querySelector<SVGSVGElement>('#stage')?.focus();
        return;
      default:
    }
  }

  return (
    <div className="prompt">
      {offers.length === 0 ? null : (
        <ul className="offers" role="listbox" aria-label="What could stand here">
          {offers.map((candidate, i) => (
            <li
              key={`${candidate.kind} ${candidate.text}`}
              role="option"
              aria-selected={i === picked}
              ref={i === picked ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseDown={(event) => {
                event.preventDefault();
                accept(candidate);
                input.current?.focus();
              }}
            >
              <b>{candidate.text}</b>
              <span>{candidate.detail}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="line">
        {shift > 0 || draft === '' ? <span className="fixed">docker</span> : null}
        <input
          ref={input}
          value={draft}
          onChange={(event) => write(event.target.value)}
          onKeyDown={keys}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            setOffers([]);
          }}
          placeholder="type a command, or press Tab for what this machine offers"
          aria-label="docker command"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
        />
        {running === undefined ? null : (
          <button type="button" className="stop" onClick={() => interrupt(running.id)} title="Ctrl-C">
            Ctrl-C
          </button>
        )}
      </div>
      {focused && hints.length > 0 ? (
        <WordHints
          hints={hints}
          cursor={cursor + shift}
          near={near}
          accept={(text) => write(text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text)}
        />
      ) : null}
    </div>
  );
}
