import { startLab, whyNoLab } from './lab/lab';

/** Where the specs find the lab that they share. */
export const LAB_HOST = 'CUTAWAY_LAB_HOST';
export const NO_LAB = 'CUTAWAY_NO_LAB';

/** Starts one lab for all specs; what it returns takes it away. Without one, specs that need it are skipped by name. */
export default async function setUp(): Promise<() => Promise<void>> {
  const why = whyNoLab();
  if (why !== undefined) {
    if (process.env['CI']) throw new Error(`${why} With CI set, nothing may be skipped.`);
    process.env[NO_LAB] = why;
    return () => Promise.resolve();
  }
  const lab = await startLab();
  process.env[LAB_HOST] = lab.host;
  return () => lab.stop();
}
