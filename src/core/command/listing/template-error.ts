import { Failure } from '../says';

/** A template that is broken, or goes beyond what is understood. Commands word the first kind differently. */
export class TemplateError extends Failure {
  constructor(
    readonly kind: 'syntax' | 'field' | 'unknown',
    message: string,
  ) {
    super(message);
  }
}

/** Puts a command's own words before what is wrong in a template; what Cutaway cannot do yet is said plainly. */
export function worded(
  error: unknown,
  words: Readonly<Record<'syntax' | 'field', string>>,
  exitCodes: Readonly<Record<'syntax' | 'field', number>>,
): unknown {
  if (!(error instanceof TemplateError) || error.kind === 'unknown') return error;
  return new Failure(`${words[error.kind]}: ${error.message}`, exitCodes[error.kind]);
}
