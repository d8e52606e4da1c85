import { useEffect } from 'react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import './requests.css';
import type { Command } from '../../../core/world/world';
import { IconButton } from '../../ui/icon-button';
import { useAppState } from '../../ui/use-store';
import { lightUp, showCommand } from '../../store/xray';
import { PanelHead } from '../panel-head';
import { ExchangeRow } from './exchange-row';
import { millis } from './figures';
import { TapSwitch } from './tap-switch';

/** Which command is opened, and the way to the one before and after it. */
function Asked({ command, commands }: { command: Command; commands: readonly Command[] }) {
  const at = commands.indexOf(command);
  const before = commands[at - 1];
  const next = commands[at + 1];
  return (
    <div className="asked-line">
      <p className="asked">
        {command.text}
        {command.origin === 'tap' ? <span className="origin">your terminal</span> : null}
      </p>
      {before || next ? (
        <>
          <IconButton
            icon={ChevronLeft}
            label="The command before"
            press={() => before && showCommand(before.id)}
          />
          <IconButton
            icon={ChevronRight}
            label="The command after"
            press={() => next && showCommand(next.id)}
          />
        </>
      ) : null}
    </div>
  );
}

/** The command X-ray: which requests it made, in order, and what each of them did. */
export function Requests() {
  const world = useAppState((s) => s.world);
  const chosen = useAppState((s) => s.command);
  const ticket = useAppState((s) => s.say?.ticket ?? null);
  const endpoint = world.link.endpoint?.address ?? '';
  const { commands } = world;
  const command = commands.find((c) => c.id === chosen) ?? commands.at(-1);
  useEffect(() => () => lightUp(null), []);
  if (!command) {
    return (
      <aside className="panel" aria-label="Requests">
        <PanelHead title="What the command asked" />
        <p className="hint">
          Type a command below. Each is a few requests to the engine; they appear here as they are made.
        </p>
        <span className="grow" />
        <TapSwitch />
      </aside>
    );
  }
  const last = command.exchanges.reduce(
    (end, e) => Math.max(end, e.sentAt - command.startedAt + (e.ended ?? e.answered ?? 0)),
    1,
  );
  const span = Math.max(command.took ?? 0, last);
  const shown = command.exchanges.filter((e) => !/\/_ping$/.test(e.path));
  return (
    <aside className="panel" aria-label="Requests">
      <PanelHead
        title="What the command asked"
        sub={`${String(shown.length)} ${shown.length === 1 ? 'request' : 'requests'}`}
      />
      <Asked command={command} commands={commands} />
      <ol className="requests">
        {shown.map((exchange) => (
          <ExchangeRow
            key={exchange.id}
            exchange={exchange}
            command={command}
            world={world}
            span={span}
            current={exchange.n === ticket}
            endpoint={endpoint}
          />
        ))}
      </ol>
      <p className="foot">
        {command.took === null
          ? 'The command is at work. '
          : `Bars show real time, ${millis(command.took)} in all; the stage plays it slower. `}
        Enter opens a row; pointing at one lights what it changed.
      </p>
      <TapSwitch />
    </aside>
  );
}
