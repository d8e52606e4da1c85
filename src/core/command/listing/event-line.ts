import { number, object, parseJson, text } from '../../base/read';
import { zonedStamp } from './zoned-time';

/** The engine's nanoseconds have more digits than a number holds: they are taken from the text. */
const NANO = /"timeNano"\s*:\s*(\d+)/;

const nanoOf = (raw: string): string => NANO.exec(raw)?.[1] ?? '';

/** `2026-11-25T03:23:01.061432098Z`, in the local zone; empty when the event has no time. */
function timeOf(nano: string, seconds: number): string {
  if (nano.length <= 9) return seconds === 0 ? '' : zonedStamp(seconds * 1000);
  const stamp = zonedStamp(Number(nano.slice(0, -9)) * 1000);
  return `${stamp.slice(0, 19)}.${nano.slice(-9)}${stamp.slice(19)}`;
}

/** One event as `docker events` prints it. @param raw the line as the engine sent it */
export function eventLine(raw: string): string {
  const event = object(parseJson(raw));
  const actor = object(event['Actor']);
  const notes = object(actor['Attributes']);
  const keys = Object.keys(notes).sort();
  const said = keys.map((key) => `${key}=${text(notes[key])}`).join(', ');
  const time = timeOf(nanoOf(raw), number(event['time']));
  const what = `${text(event['Type'])} ${text(event['Action'])} ${text(actor['ID'])}`;
  return `${time === '' ? '' : `${time} `}${what}${keys.length > 0 ? ` (${said})` : ''}`;
}

/** What a template may ask for, by Go's names. */
export function eventFields(raw: string): Readonly<Record<string, unknown>> {
  const event = object(parseJson(raw));
  const actor = object(event['Actor']);
  return {
    Status: text(event['status']),
    ID: text(event['id']),
    From: text(event['from']),
    Type: text(event['Type']),
    Action: text(event['Action']),
    Actor: { ID: text(actor['ID']), Attributes: object(actor['Attributes']) },
    Scope: text(event['scope']),
    Time: number(event['time']),
    TimeNano: nanoOf(raw) === '' ? '0' : nanoOf(raw),
  };
}
