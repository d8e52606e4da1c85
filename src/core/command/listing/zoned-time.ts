const two = (value: number): string => String(value).padStart(2, '0');

/** A time as Go's default prints it, in the local zone: `2026-11-25 03:18:09 +0000 UTC`. @param ms since 1970 */
export function zonedTime(ms: number): string {
  const at = new Date(ms);
  const offset = -at.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const shift = `${sign}${two(Math.trunc(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${day} ${time} ${shift} ${zoneName(at, shift)}`;
}

/** Languages and countries that have a short name for their zones: others write `GMT+1`. */
const LOCALES = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'ja-JP'] as const;

/** `CET`, as the system's zone data has it; Go writes a zone without a short name by its shift. */
function zoneName(at: Date, shift: string): string {
  for (const locale of LOCALES) {
    const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }).formatToParts(at);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    if (/^[A-Z]{2,5}$/.test(name)) return name;
  }
  return shift.replace(/00$/, '');
}

/** A time as Go's RFC 3339 writes it, in the local zone and to the second: `2026-11-25T03:18:09Z`. @param ms since 1970 */
export function zonedStamp(ms: number): string {
  const at = new Date(ms);
  const offset = -at.getTimezoneOffset();
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}
