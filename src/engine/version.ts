import { version } from '../../package.json';

/** Cutaway's own version. */
export const VERSION: string = version;
