import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Mark, Scene } from '../../core/scene/marks';
import { after } from '../clock';
import { offersFor } from '../../core/command/course';
import { VIEWS, viewOf } from '../../core/scene/views/views';
import { focusPrompt } from '../panels/prompt-focus';
import { MarkMenu } from '../panels/mark-menu';
import { copyPlace, switchTheme, togglePanel } from '../panels/top-bar';
import { createStage, type Stage } from '../stage/stage';
import { walk, type Direction } from '../stage/walk';
import { createDirector, type Director } from '../store/director';
import { startSession } from '../store/session';
import { settleNow, store } from '../store/store';
import { ViewControls } from './view-controls';
import { choose, compareChosen, showView } from '../store/view';
import { useAppState } from '../ui/use-store';
import { faster, replayLast, slower, stepOnce, togglePause, toNow } from '../store/transport';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

interface Tip {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

/** Opens the commands for what a mark stands for. @returns whether there are any */
function openMenu(mark: Mark, x: number, y: number): boolean {
  const { subject } = mark;
  if (!subject || offersFor(subject.kind, subject.id, store.getState().world).length === 0) return false;
  store.setState({ menu: { subject, x, y }, selected: subject });
  return true;
}

/** Chooses what a mark stands for; one that is a control does what it says. */
function choiceOf(mark: Mark): void {
  if (mark.kind === 'part' && mark.data.press) return choose(mark.data.press);
  if (mark.subject) store.setState({ selected: mark.subject, focused: null, panel: 'inspector' });
}

/** The mark of what is chosen, where it is in the picture. */
const chosenMark = (scene: Scene): Mark | undefined => {
  const { selected } = store.getState();
  return scene.marks.find((m) => m.subject?.kind === selected?.kind && m.subject?.id === selected?.id);
};

/** The picture, in the view that is chosen, and the keys that walk it. */
export function StageView() {
  const about = useAppState((s) => viewOf(s.view).about);
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const stage = useRef<Stage | null>(null);
  const director = useRef<Director | null>(null);
  const [tip, setTip] = useState<Tip | null>(null);
  const [fits, setFits] = useState(true);

  useEffect(() => {
    const element = svg.current;
    const around = box.current;
    if (!element || !around) return undefined;
    let cancel: (() => void) | null = null;
    let over: Mark | null = null;
    const island = createStage(element, {
      pointed(mark, x, y) {
        if (mark === over) return;
        over = mark;
        cancel?.();
        setTip(null);
        if (mark?.subject) cancel = after(400, () => setTip({ words: mark.subject?.words ?? '', x, y }));
      },
      chosen(mark) {
        if (mark === null) return store.setState({ selected: null, focused: null });
        choiceOf(mark);
      },
      menu: openMenu,
      zoomed: setFits,
      pressed(command, where) {
        if (where === 'empty') {
          store.setState({ draft: command });
          focusPrompt();
          return;
        }
        void navigator.clipboard.writeText(command).then(() => {
          const at = store.getState().world.at;
          store.setState({ say: { text: `Copied: ${command}`, ticket: null, at } });
        });
      },
    });
    const leads = createDirector((props) => island.update(props));
    stage.current = island;
    director.current = leads;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) leads.resize(entry.contentRect.width, entry.contentRect.height);
    });
    observer.observe(around);
    startSession(leads.request);
    // A hidden window draws nothing; what happened meanwhile is drawn at once when it is seen again.
    const seen = (): void => {
      if (!document.hidden) settleNow();
      leads.request();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      observer.disconnect();
      leads.destroy();
      island.destroy();
    };
  }, []);

  function keys(event: KeyboardEvent): void {
    const scene = director.current?.scene();
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    const { focused } = store.getState();
    const direction = ARROWS[event.key];
    const done = (): void => event.preventDefault();
    if (direction) {
      store.setState({ focused: walk(scene, focused, direction) });
      return done();
    }
    const called = VIEWS.find((each) => each.key === event.key);
    if (called) {
      showView(called.id);
      return done();
    }
    switch (event.key) {
      case 'Enter': {
        const mark = scene.marks.find((m) => m.key === focused);
        if (mark?.kind === 'part' && mark.data.press) choose(mark.data.press);
        else if (mark?.subject) store.setState({ selected: mark.subject, panel: 'inspector' });
        return done();
      }
      case 'Escape':
        if (focused !== null) store.setState({ focused: null });
        else store.setState({ panel: null, selected: null, outputOpen: false });
        return done();
      case '/':
        focusPrompt();
        return done();
      case ' ':
        togglePause();
        return done();
      case '.':
        stepOnce();
        return done();
      case '[':
        slower();
        return done();
      case ']':
        faster();
        return done();
      case 'r':
        replayLast();
        return done();
      case 'n':
        toNow();
        return done();
      case '+':
      case '=':
        stage.current?.zoom.by(1.4);
        return done();
      case '-':
        stage.current?.zoom.by(1 / 1.4);
        return done();
      case '0':
        stage.current?.zoom.fit();
        return done();
      case 'k':
        togglePanel('commands');
        return done();
      case 'm':
      case 'ContextMenu': {
        const mark = scene.marks.find((each) => each.key === focused) ?? chosenMark(scene);
        const at = mark === undefined ? null : stage.current?.placeOf(mark);
        if (mark && at) openMenu(mark, at.x, at.y);
        return done();
      }
      case 'i':
        togglePanel('inspector');
        return done();
      case 'e':
        togglePanel('engine');
        return done();
      case 'x':
        togglePanel('requests');
        return done();
      case '`':
        togglePanel('terminal');
        return done();
      case '?':
        togglePanel('legend');
        return done();
      case 'd':
        compareChosen();
        return done();
      case 'c':
        copyPlace();
        return done();
      case 't':
        switchTheme();
        return done();
      default:
    }
  }

  return (
    <div className="stage-box" ref={box}>
      <svg
        id="stage"
        ref={svg}
        tabIndex={0}
        aria-label={`${about}. Arrow keys walk the picture, Enter says what a part is.`}
        onKeyDown={keys}
      />
      <ViewControls />
      {fits ? null : (
        <button type="button" className="fit" onClick={() => stage.current?.zoom.fit()}>
          Fit (0)
        </button>
      )}
      <MarkMenu />
      {tip ? (
        <div
          className="tip"
          role="tooltip"
          ref={(node) => {
            node?.style.setProperty('left', `${String(tip.x + 14)}px`);
            node?.style.setProperty('top', `${String(tip.y + 16)}px`);
          }}
        >
          {tip.words}
        </div>
      ) : null}
    </div>
  );
}
