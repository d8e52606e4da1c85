import { describe, expect, test } from 'vitest';
import { commandId, engineKey, hostMs, seq } from '../base/brand';
import { decodeRecording, encodeEntry, encodeHeader, RecordingError } from './codec';
import type { Entry, Fact } from './entry';
import { createJournal } from './journal';

const gap: Fact = { kind: 'gap', reason: 'dropped' };
const add = (journal: ReturnType<typeof createJournal>, times: number): readonly Entry[] =>
  Array.from({ length: times }, () => journal.append(hostMs(1), engineKey('e'), gap)).flat();

describe('a journal', () => {
  test('numbers entries in order of arrival, from 1, without holes, and freezes them', () => {
    const journal = createJournal();
    const entries = add(journal, 3);
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3]);
    expect(Object.isFrozen(entries[0])).toBe(true);
  });

  test('tells each batch once, in order', () => {
    const journal = createJournal();
    const told: number[] = [];
    const stop = journal.subscribe((entries) => told.push(...entries.map((entry) => entry.seq)));
    journal.append(hostMs(1), engineKey('e'), gap, gap);
    stop();
    add(journal, 1);
    expect(told).toEqual([1, 2]);
  });

  test('answers "rebuild" when its window no longer holds what is asked, never a wrong part', () => {
    const journal = createJournal({ entries: 10, bytes: 1e9 });
    add(journal, 40);
    expect(journal.since(seq(0))).toBeNull();
    expect(journal.since(seq(38))?.map((entry) => entry.seq)).toEqual([39, 40]);
    expect(journal.since(seq(40))).toEqual([]);
  });
});

test('a window counts bytes as well: what strangers print does not grow it', () => {
  const journal = createJournal({ entries: 1000, bytes: 100_000 });
  const output: Fact = {
    kind: 'command-output',
    command: commandId('c'),
    stream: 'stdout',
    text: 'x'.repeat(10_000),
  };
  for (let i = 0; i < 50; i += 1) journal.append(hostMs(1), engineKey('e'), output);
  expect(journal.since(seq(30))).toBeNull();
  expect(journal.since(seq(48))).toHaveLength(2);
});

describe('a recording', () => {
  const file = (): string => {
    const journal = createJournal();
    return encodeHeader(1) + add(journal, 3).map(encodeEntry).join('');
  };

  test('comes back as it was written', () => {
    const { entries, cut } = decodeRecording(file());
    expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3]);
    expect(cut).toBe(false);
  });

  test('that was cut in its last line keeps what came before, and says so', () => {
    const { entries, cut } = decodeRecording(file().slice(0, -20));
    expect(entries).toHaveLength(2);
    expect(cut).toBe(true);
  });

  test('with a broken line in its middle, out of order, foreign or too new is refused with a sentence', () => {
    const lines = file().split('\n');
    expect(() => decodeRecording([lines[0], '{oops', ...lines.slice(2)].join('\n'))).toThrow(RecordingError);
    expect(() => decodeRecording([lines[0], lines[2], lines[1], ''].join('\n'))).toThrow('out of order');
    expect(() => decodeRecording('<svg/>')).toThrow('not a Cutaway recording');
    expect(() => decodeRecording('')).toThrow('not a Cutaway recording');
    expect(() => decodeRecording('{"cutaway-recording":99}\n')).toThrow('format 99');
  });
});
