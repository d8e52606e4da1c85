const two = (value: number): string => String(value).padStart(2, '0');

/** A time as Go's default prints it, in the local zone: `2026-11-25 03:18:09 +0000 UTC`. @param ms since 1970 */
export function zonedTime(ms: number): string {
  const at = new Date(ms);
  const offset = -at.getTimezoneOffset();
  const sign = offset < 0 ? '-' : '+';
  const shift = `${sign}${two(Math.trunc(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${day} ${time} ${shift} ${zoneName(at, offset, shift)}`;
}

function zoneName(at: Date, offset: number, shift: string): string {
  if (offset === 0) return 'UTC';
  // "(Central European Time)" gives CET; a zone without such a name is written by its shift, as Go does.
  const words = /\(([^)]+)\)/.exec(at.toString())?.[1]?.split(' ') ?? [];
  return words.length > 1 ? words.map((word) => word.charAt(0)).join('') : shift.slice(0, 3);
}
