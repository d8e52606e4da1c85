import type { Screen } from '../engine/act/output';

/** Shows nothing: the journal is printed instead. */
export const silentScreen: Screen = { out: () => undefined };

/** A process's own streams. A full pipe holds the command back until it drains or breaks. */
export function streamScreen(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Screen {
  return {
    out(stream, data) {
      const target = stream === 'stdout' ? stdout : stderr;
      if (target.destroyed || target.write(data)) return;
      return new Promise((resolve) => {
        const go = () => {
          target.off('drain', go);
          target.off('close', go);
          target.off('error', go);
          resolve();
        };
        target.once('drain', go);
        target.once('close', go);
        target.once('error', go);
      });
    },
  };
}
