import { Copy } from 'lucide-react';
import type { Exchange, Followed } from '../../../core/world/world';
import { curlOf } from '../../../core/command/curl';
import type { Changed } from '../../../core/scene/changed-by';
import { IconButton } from '../../ui/icon-button';
import { lightUp } from '../../store/xray';
import { bytes, millis, pretty } from './figures';

/** A body that is long stays folded until it is wanted. */
const SHORT = 400;

function Body(props: { title: string; text: string; size: number }) {
  const shown = pretty(props.text);
  return (
    <details className="body" open={shown.length <= SHORT}>
      <summary>
        {props.title} <span>{bytes(props.size)}</span>
      </summary>
      <pre>{shown}</pre>
    </details>
  );
}

function Event({ event }: { event: Followed }) {
  const name = event.name === '' ? event.id.replace('sha256:', '').slice(0, 12) : event.name;
  return (
    <li>
      <b>
        {event.type} {event.action.split(':', 1)[0]}
      </b>{' '}
      {name} <span>{millis(Math.max(0, event.after))} later</span>
    </li>
  );
}

/** All there is to know of one request; secrets are struck out. */
export function ExchangeDetail(props: { exchange: Exchange; changed: readonly Changed[]; endpoint: string }) {
  const { exchange, changed } = props;
  const curl =
    curlOf(props.endpoint, exchange) ?? 'curl cannot reach this engine: it is asked over ssh or a pipe';
  return (
    <div className="opened">
      <div className="small">Path</div>
      <pre>{exchange.path}</pre>
      {exchange.body === null ? null : (
        <Body title="Sent; secrets are struck out" text={exchange.body} size={exchange.sent} />
      )}
      {exchange.answer === null || exchange.answer === '' ? null : (
        <Body title="Answered" text={exchange.answer} size={exchange.bytes} />
      )}
      <div className="small">What it changed</div>
      {changed.length === 0 ? (
        <p className="none">Nothing: {exchange.method === 'GET' ? 'it only asks.' : 'no change is known.'}</p>
      ) : (
        <ul className="changed">
          {changed.map((each) => (
            <li key={each.words}>
              <button
                type="button"
                onMouseEnter={() => lightUp([each])}
                onMouseLeave={() => lightUp(changed)}
                onFocus={(event) => {
                  event.stopPropagation();
                  lightUp([each]);
                }}
              >
                {each.words}
              </button>
            </li>
          ))}
        </ul>
      )}
      {exchange.followed.length === 0 ? null : (
        <>
          <div className="small">What the engine told afterwards</div>
          <ol className="followed">
            {exchange.followed.map((event, i) => (
              <Event key={i} event={event} />
            ))}
          </ol>
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
  );
}
