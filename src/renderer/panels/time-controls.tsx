import { FastForward, Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { otherSpeed, replayLast, stepOnce, togglePause, toNow } from '../store/transport';
import { IconButton } from '../ui/icon-button';
import { useAppState } from '../ui/use-store';

const SPEED: Readonly<Record<string, string>> = {
  '0.25': '¼×',
  '0.5': '½×',
  '1': '1×',
  '2': '2×',
  '4': '4×',
};

/** The stage's own time: hold, one motion on, slower and faster, once more, and to now. All on keys as well. */
export function TimeControls() {
  const paused = useAppState((s) => s.paused);
  const speed = useAppState((s) => s.speed);
  const lag = useAppState((s) => s.lag);
  const tape = useAppState((s) => s.player.tape !== null);
  const behind = lag > 1000;
  return (
    <div className="time" role="group" aria-label="Time on the stage">
      {behind || paused ? (
        <span className="behind">
          {paused ? 'held' : 'following'}
          {behind ? `, ${String(Math.round(lag / 1000))} s behind` : ''}
        </span>
      ) : null}
      {behind || paused ? <IconButton icon={FastForward} label="To now (N)" press={toNow} /> : null}
      <IconButton
        icon={paused ? Play : Pause}
        label={paused ? 'Go on (Space)' : 'Hold the stage (Space)'}
        on={paused}
        press={togglePause}
      />
      <IconButton icon={StepForward} label="One motion on (.)" press={stepOnce} />
      <button
        type="button"
        className="speed"
        title="Slower ([), faster (])"
        aria-label={`Speed ${SPEED[String(speed)] ?? ''}; the next one on a click`}
        onClick={otherSpeed}
      >
        {SPEED[String(speed)]}
      </button>
      <IconButton
        icon={RotateCcw}
        label="The last command once more (R)"
        press={() => (tape ? replayLast() : undefined)}
      />
    </div>
  );
}
