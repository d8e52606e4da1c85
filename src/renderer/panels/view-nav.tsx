import { ChevronDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { VIEWS, type View } from '../../core/scene/views/views';
import { showView } from '../store/view';
import { useAppState } from '../ui/use-store';

/** px that the button of the rest takes. */
const MORE = 84;

/** The views, as many as fit; the rest is behind "More". */
export function ViewNav() {
  const view = useAppState((s) => s.view);
  const nav = useRef<HTMLElement>(null);
  const [room, setRoom] = useState(VIEWS.length);
  const [open, setOpen] = useState(false);

  useLayoutEffect(() => {
    const element = nav.current;
    if (!element) return undefined;
    const measure = (): void => {
      const widths = [...element.querySelectorAll<HTMLElement>('[data-view]')].map((b) => b.offsetWidth);
      setRoom(roomFor(widths, element.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Words are wider or narrower once their font is here.
    void document.fonts.ready.then(measure);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!open) return undefined;
    const close = (event: Event): void => {
      if (
        event instanceof KeyboardEvent ? event.key === 'Escape' : !nav.current?.contains(event.target as Node)
      )
        setOpen(false);
    };
    document.addEventListener('keydown', close);
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('keydown', close);
      document.removeEventListener('pointerdown', close);
    };
  }, [open]);

  const show = (each: View): void => {
    setOpen(false);
    showView(each.id);
    document.querySelector<SVGElement>('#stage')?.focus();
  };
  const button = (each: View, folded: boolean) => (
    <button
      type="button"
      key={each.id}
      data-view={folded ? undefined : each.id}
      aria-current={each.id === view ? 'page' : undefined}
      title={`${each.name} (${each.key})`}
      onClick={() => show(each)}
    >
      {each.name}
    </button>
  );
  const rest = VIEWS.slice(room);
  return (
    <nav className="views" ref={nav} aria-label="Views">
      {VIEWS.map((each, i) => (
        <span key={each.id} className={i < room ? undefined : 'away'}>
          {button(each, false)}
        </span>
      ))}
      {rest.length === 0 ? null : (
        <span className="more">
          <button
            type="button"
            aria-expanded={open}
            aria-controls="more-views"
            className={rest.some((each) => each.id === view) ? 'here' : undefined}
            onClick={() => setOpen(!open)}
          >
            {rest.find((each) => each.id === view)?.name ?? 'More'} <ChevronDown size={14} aria-hidden />
          </button>
          <span id="more-views" className="list" hidden={!open}>
            {rest.map((each) => button(each, true))}
          </span>
        </span>
      )}
    </nav>
  );
}

/** How many of these stand side by side in `width` px, with room for the button of the rest where there is one. */
export function roomFor(widths: readonly number[], width: number): number {
  const whole = widths.reduce((sum, w) => sum + w, 0);
  if (whole <= width) return widths.length;
  let used = 0;
  const fits = widths.findIndex((w) => (used += w) > width - MORE);
  return fits < 0 ? widths.length : fits;
}
