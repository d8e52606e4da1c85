/**
 * Splits a byte stream into lines of JSON. Chunk borders mean nothing: a character, a line or a `\r\n` may be
 * cut anywhere. An unterminated last line counts. A line that is no JSON is given to `bad` and skipped.
 */
export interface JsonLine {
  readonly value: unknown;
  /** The line itself: some numbers (`timeNano`) do not survive JSON.parse. */
  readonly raw: string;
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
      let value: unknown;
      try {
        value = JSON.parse(raw);
      } catch {
        bad(raw);
        continue;
      }
      yield { value, raw };
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
