import { useMemo, useState } from 'react';
import type { Command, Exchange, World } from '../../../core/world/world';
import { askWords, ticketPath } from '../../../core/motion/ask-words';
import { changedBy } from '../../../core/scene/changed-by';
import { lightUp } from '../../store/xray';
import { ExchangeDetail } from './exchange-detail';
import { bytes, millis } from './figures';

/** What one request took and carried: `4 ms · 312 B sent · 88 B received`. */
function facts({ answered, ended, sent, bytes: received, cut }: Exchange): string {
  const took = ended ?? answered;
  return [
    took === null ? '' : ended === null ? 'The answer is still open' : millis(took),
    sent > 0 ? `${bytes(sent)} sent` : '',
    ended === null ? '' : `${bytes(received)} received`,
    cut ?? '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** One request of a command. Pointed at, or with the keys in it, it lights what it changed. */
export function ExchangeRow(props: {
  exchange: Exchange;
  command: Command;
  world: World;
  span: number;
  current: boolean;
  endpoint: string;
}) {
  const { exchange, command, span, world } = props;
  const [open, setOpen] = useState(false);
  const start = exchange.sentAt - command.startedAt;
  const took = exchange.ended ?? exchange.answered;
  const bad = exchange.status !== null && exchange.status >= 400;
  const changed = useMemo(() => changedBy(exchange, world), [exchange, world]);
  const light = (): void => lightUp(changed);
  const dark = (): void => lightUp(null);
  return (
    <li
      className={props.current ? 'current' : ''}
      onMouseEnter={light}
      onMouseLeave={dark}
      onFocus={light}
      onBlur={dark}
    >
      <button type="button" className="row" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="n">{exchange.n}</span>
        <span className="p">
          <b>{exchange.method}</b> {ticketPath(exchange.path)}
        </span>
        <span className={bad ? 's bad' : 's'}>{exchange.status ?? '…'}</span>
        <span className="w">
          {askWords(exchange.method, exchange.path)} <span className="f">{facts(exchange)}</span>
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
      {open ? <ExchangeDetail exchange={exchange} changed={changed} endpoint={props.endpoint} /> : null}
    </li>
  );
}
