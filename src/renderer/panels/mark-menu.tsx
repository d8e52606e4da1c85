import { useEffect, useRef } from 'react';
import { offersFor } from '../../core/command/course';
import { store } from '../store/store';
import { useAppState } from '../ui/use-store';
import { writeLine } from './commands-panel';

/** Commands for a thing in the picture, where it was pointed at: they are written into the prompt, nothing runs. */
export function MarkMenu() {
  const menu = useAppState((s) => s.menu);
  const list = useRef<HTMLUListElement>(null);
  const offers = menu === null ? [] : offersFor(menu.subject.kind, menu.subject.id, store.getState().world);

  useEffect(() => {
    const box = list.current;
    if (menu === null || box === null) return undefined;
    const frame = box.parentElement?.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const x = Math.max(4, Math.min(menu.x, (frame?.width ?? width) - width - 4));
    const y = Math.max(4, Math.min(menu.y, (frame?.height ?? height) - height - 4));
    box.style.setProperty('left', `${String(x)}px`);
    box.style.setProperty('top', `${String(y)}px`);
    box.querySelector<HTMLButtonElement>('button')?.focus();
    const away = (event: PointerEvent): void => {
      if (!box.contains(event.target as Node)) close(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [menu]);

  if (menu === null || offers.length === 0) return null;
  const step = (by: number): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  };
  return (
    <ul
      className="mark-menu"
      ref={list}
      role="menu"
      aria-label={`Commands for ${menu.subject.words}`}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') step(1);
        else if (event.key === 'ArrowUp') step(-1);
        else if (event.key === 'Escape' || event.key === 'Tab') close(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {offers.map(({ does, line }) => (
        <li key={line} role="none">
          <button
            type="button"
            role="menuitem"
            onClick={() => {
              close(false);
              writeLine(line);
            }}
          >
            <span>{does}</span>
            <code>{line}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** @param back the picture has the keys again */
function close(back: boolean): void {
  store.setState({ menu: null });
  if (back) document.querySelector<SVGElement>('#stage')?.focus();
}
