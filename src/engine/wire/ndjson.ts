/**
 * Splits a byte stream into lines of JSON. Chunk borders mean nothing: a character, a line or a `\r\n` may be
 * cut anywhere. An unterminated last line counts. A line that is no JSON is given to `bad` and skipped.
 */
export interface JsonLine {
  readonly value: unknown;
  /** The line itself: some numbers (`timeNano`) do not survive JSON.parse. */
  readonly raw: string;
}

function parsed(raw: string): JsonLine | null {
  try {
    return { value: JSON.parse(raw) as unknown, raw };
  } catch {
    return null;
  }
}

export async function* jsonLines(
  body: AsyncIterable<Uint8Array>,
  bad: (raw: string) => void = () => undefined,
): AsyncGenerator<JsonLine> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  const take = function* (lines: readonly string[]): Generator<JsonLine> {
    for (const line of lines) {
      const raw = line.trim();
      if (raw === '') continue;
      const whole = parsed(raw);
      if (whole) yield whole;
      // Some put objects one behind the other without a line break.
      else
        for (const part of raw.split(/(?<=\})(?=\{)/)) {
          const one = parsed(part);
          if (one) yield one;
          else bad(part);
        }
    }
  };
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    if (!text.includes('\n')) {
      rest += text;
      continue;
    }
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* take(lines);
  }
  yield* take([rest + decoder.decode()]);
}
