import type { PartOf, WordNode } from './ast';

type Item = PartOf<'BraceExpansion'>['items'][number];

const LIMIT = 100_000;

/** `{1..5}`, `{a..e}`, with a step and with leading zeros. */
function range(item: Extract<Item, { type: 'Range' }>): readonly string[] {
  const letters = typeof item.start === 'string' && typeof item.end === 'string';
  const from = letters ? String(item.start).charCodeAt(0) : Number(item.start);
  const to = letters ? String(item.end).charCodeAt(0) : Number(item.end);
  const step = Math.max(1, Math.abs(item.step ?? 1));
  const padded = [item.startStr, item.endStr].some((text) => /^-?0\d/.test(text ?? ''));
  const wide = padded ? Math.max(item.startStr?.length ?? 0, item.endStr?.length ?? 0) : 0;
  const out: string[] = [];
  for (let at = from; from <= to ? at <= to : at >= to; at += from <= to ? step : -step) {
    out.push(letters ? String.fromCharCode(at) : String(at).padStart(wide, '0'));
    if (out.length >= LIMIT) break;
  }
  return out;
}

/** The words that a word with braces stands for. */
export function expandBraces(word: WordNode): readonly WordNode[] {
  const at = word.parts.findIndex((part) => part.type === 'BraceExpansion');
  const part = word.parts[at];
  if (part?.type !== 'BraceExpansion') return [word];
  const before = word.parts.slice(0, at);
  const after = word.parts.slice(at + 1);
  const variants = part.items.flatMap((item): readonly WordNode['parts'][] =>
    item.type === 'Range' ? range(item).map((value) => [{ type: 'Literal', value }]) : [item.word.parts],
  );
  return variants.flatMap((parts) => expandBraces({ ...word, parts: [...before, ...parts, ...after] }));
}
