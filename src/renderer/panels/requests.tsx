import { useState } from 'react';
import { Copy } from 'lucide-react';
import type { Command, Exchange } from '../../core/world/world';
import { askWords, ticketPath } from '../../core/motion/ask-words';
import { curlOf } from '../../core/command/curl';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';
import { PanelHead } from './panel-head';

const millis = (ms: number): string =>
  ms < 1000 ? `${String(Math.round(ms))} ms` : `${(ms / 1000).toFixed(2)} s`;

function Row(props: {
  exchange: Exchange;
  command: Command;
  span: number;
  current: boolean;
  endpoint: string;
}) {
  const { exchange, command, span } = props;
  const [open, setOpen] = useState(false);
  const start = exchange.sentAt - command.startedAt;
  const took = exchange.ended ?? exchange.answered;
  const bad = exchange.status !== null && exchange.status >= 400;
  const curl =
    curlOf(props.endpoint, exchange) ?? 'curl cannot reach this engine: it is asked over ssh or a pipe';
  return (
    <li className={props.current ? 'current' : ''}>
      <button type="button" className="row" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="n">{exchange.n}</span>
        <span className="p">
          <b>{exchange.method}</b> {ticketPath(exchange.path)}
        </span>
        <span className={bad ? 's bad' : 's'}>{exchange.status ?? '…'}</span>
        <span className="w">
          {askWords(exchange.method, exchange.path)}{' '}
          {took === null ? '' : exchange.ended === null ? 'The answer is still open.' : `${millis(took)}.`}
          {exchange.cut === null ? '' : ` ${exchange.cut}.`}
        </span>
        <span className="t" aria-hidden>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none">
            <rect
              className={bad ? 'bad' : exchange.ended === null ? 'open' : ''}
              x={(start / span) * 100}
              width={Math.max(1, ((took ?? span - start) / span) * 100)}
              y="0"
              height="8"
            />
          </svg>
        </span>
      </button>
      {open ? (
        <div className="opened">
          <div className="small">Path</div>
          <pre>{exchange.path}</pre>
          {exchange.body === null ? null : (
            <>
              <div className="small">Sent; secrets are struck out</div>
              <pre>{pretty(exchange.body)}</pre>
            </>
          )}
          {exchange.answer === null || exchange.answer === '' ? null : (
            <>
              <div className="small">Answered</div>
              <pre>{pretty(exchange.answer)}</pre>
            </>
          )}
          <div className="small">The same by hand</div>
          <div className="command">
            <span title={curl}>{curl}</span>
            <IconButton
              icon={Copy}
              label="Copy the curl command"
              press={() => void navigator.clipboard.writeText(curl)}
            />
          </div>
        </div>
      ) : null}
    </li>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 1).slice(0, 6000);
  } catch {
    return text.slice(0, 6000);
  }
}

/** The command X-ray: which requests it made, in order, with status, time and a bar at its real place. */
export function Requests() {
  const commands = useAppState((s) => s.world.commands);
  const chosen = useAppState((s) => s.command);
  const ticket = useAppState((s) => s.say?.ticket ?? null);
  const endpoint = useAppState((s) => s.world.link.endpoint?.address ?? '');
  const command = commands.find((c) => c.id === chosen) ?? commands.at(-1);
  if (!command) {
    return (
      <aside className="panel" aria-label="Requests">
        <PanelHead title="What the command asked" />
        <p className="hint">
          Type a command below. Each is a few requests to the engine; they appear here as they are made.
        </p>
      </aside>
    );
  }
  const last = command.exchanges.reduce(
    (end, e) => Math.max(end, e.sentAt - command.startedAt + (e.ended ?? e.answered ?? 0)),
    1,
  );
  const span = Math.max(command.took ?? 0, last);
  const shown = command.exchanges.filter((e) => !e.path.endsWith('/_ping'));
  return (
    <aside className="panel" aria-label="Requests">
      <PanelHead
        title="What the command asked"
        sub={`${String(shown.length)} ${shown.length === 1 ? 'request' : 'requests'}`}
      />
      <p className="asked">{command.text}</p>
      <ol className="requests">
        {shown.map((exchange) => (
          <Row
            key={exchange.id}
            exchange={exchange}
            command={command}
            span={span}
            current={exchange.n === ticket}
            endpoint={endpoint}
          />
        ))}
      </ol>
      <p className="foot">
        {command.took === null
          ? 'The command is at work.'
          : `The bars show real time: ${millis(command.took)} in all. The stage plays it slower, so that you can follow.`}{' '}
        Enter on a row opens it.
      </p>
    </aside>
  );
}
