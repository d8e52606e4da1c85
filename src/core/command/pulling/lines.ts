import { progressText, type PullLine } from './progress-text';

/**
 * Prints a pull's lines as the CLI does: on a terminal each layer has a line that is rewritten in place, else
 * lines with a figure are left out. Holds the order in which layers were first seen.
 */
export class PullPrinter {
  private lines = new Map<string, number>();

  constructor(private readonly columns: number | null) {}

  /** The text to print for one line; may be empty. Errors are not for printing here. */
  print(line: PullLine): string {
    const terminal = this.columns !== null;
    let move = '';
    let back = '';
    if (line.id !== '' && line.progress !== null) {
      let at = this.lines.get(line.id);
      if (at === undefined) {
        at = this.lines.size;
        this.lines.set(line.id, at);
        if (terminal) move = '\n';
      }
      const up = this.lines.size - at;
      if (terminal && up > 0) {
        move += `\u001b[${String(up)}A`;
        back = `\u001b[${String(up)}B`;
      }
    } else this.lines = new Map();
    return line.error === null ? move + this.words(line) + back : move + back;
  }

  private words({ id, status, progress }: PullLine): string {
    const name = id === '' ? '' : `${id}: `;
    if (progress === null) return `${name}${status}\n`;
    const figure = progressText(progress, this.columns ?? 0);
    if (this.columns === null) return figure === '' ? `${name}${status}\n` : '';
    return `\u001b[2K\r${name}${status} ${figure}\r`;
  }
}
