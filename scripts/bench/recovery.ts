import type { Served } from '../../e2e/app/serve';
import { ask } from '../../e2e/lab/engine-api';
import type { Lab } from '../../e2e/lab/lab';
import { openContract } from './commands';
import { figure, median, type Figure } from './figures';

const ROUNDS = 5;

/** Resolves with the moment of the engine's first answer. */
async function firstAnswer(socket: string): Promise<number> {
  for (;;) {
    const status = await ask(socket, 'GET', '/_ping', 500).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** An engine goes, stays away for a while and comes back: how long until the window has a live link again. */
export async function benchRecovery(lab: Lab, served: Served): Promise<Figure[]> {
  const contract = await openContract(served);
  const took: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await lab.stopEngine(round % 2 === 0 ? 'SIGTERM' : 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 300 + round * 170));
      const live = new Promise<number>((resolve) =>
        contract.listen((entry) => {
          if (entry.kind === 'link' && entry.state === 'live') resolve(performance.now());
        }),
      );
      const started = lab.startEngine();
      const answered = await firstAnswer(lab.socket);
      await started;
      took.push((await live) - answered);
    }
  } finally {
    contract.close();
  }
  return [
    figure('an engine that comes back: its first answer to live, median', median(took), 'ms'),
    figure('the same, worst of five', Math.max(...took), 'ms', 1000),
  ];
}
