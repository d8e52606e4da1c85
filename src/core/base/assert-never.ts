/** Ends a union that was handled completely. Reaching it is a defect of ours, so it throws. */
export function assertNever(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`);
}
