/** What begins an escape sequence, up to its end where that is there: CSI, OSC and the like, or two signs. */
const SEQUENCE =
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-Z\\^-~])/g;
/** An escape sequence that the text ends in the middle of. */

const OPEN = /\u001b(?:\[[0-?]*[ -/]*|[\]PX^_][^\u0007\u001b]*\u001b?|[ -/]*)$/;

/** signs that are waited for before an open sequence is taken for text */
const LONGEST = 4096;

/** The words in what a program sends to a terminal: colours, movements and titles taken out, in whatever pieces it comes. */
export class PlainText {
  private held = '';

  push(text: string): string {
    const all = (this.held + text).replace(SEQUENCE, '');
    const open = OPEN.exec(all)?.index ?? all.length;
    this.held = all.length - open > LONGEST ? '' : all.slice(open);
    // A backspace takes its sign with it: a prompt that is typed at says so with every mistake.
    return takeBack(this.held === '' ? all : all.slice(0, open));
  }
}

function takeBack(text: string): string {
  let out = text;

  for (let before = ''; before !== out;) [before, out] = [out, out.replace(/[^\u0008\n]\u0008/g, '')];

  return out.replace(/[\u0007\u0008]/g, '');
}
