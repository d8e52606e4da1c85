/** What Electron hands to its listeners, as far as Cutaway reads it. */

/** An event whose default can be prevented. */
export class Preventable {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** A way that a frame is about to go. */
export class Navigation extends Preventable {
  constructor(readonly url: string) {
    super();
  }
}

export interface Gone {
  readonly reason: 'clean-exit' | 'crashed' | 'killed';
}
