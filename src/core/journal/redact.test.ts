import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownPieces, redactBody, secretPieces, secretsOfJson } from './redact';
import { createVault } from './vault';

describe('a vault', () => {
  it('gives the same hole for the same value, and fills holes again', () => {
    const vault = createVault();
    const hole = vault.hide('s3cret');
    expect(vault.hide('other')).not.toBe(hole);
    expect(vault.hide('s3cret')).toBe(hole);
    expect(vault.value(1)).toBe('s3cret');
    expect(vault.value(9)).toBeUndefined();
    expect(vault.fill(`-e A=${hole} ⟨hidden 9⟩`)).toBe('-e A=s3cret ⟨hidden 9⟩');
    expect(vault.hide('')).toBe('');
    expect(vault.hide(hole)).toBe(hole);
  });
});

describe('a body in the journal', () => {
  it('has holes for environment values, passwords, tokens and build arguments', () => {
    const body = JSON.stringify({
      Env: ['PATH=/bin', 'EMPTY=', 'ALONE', 'Q="x"'],
      Config: { Env: ['A=b'] },
      password: 'pw',
      IdentityToken: 'tok',
      buildargs: { V: 'arg' },
      Labels: { note: 'kept' },
      HttpProxy: 'http://me:pass@proxy:1',
    });
    expect(JSON.parse(redactBody(body, createVault()))).toEqual({
      Env: ['PATH=⟨hidden 1⟩', 'EMPTY=', 'ALONE', 'Q=⟨hidden 2⟩'],
      Config: { Env: ['A=⟨hidden 3⟩'] },
      password: '⟨hidden 4⟩',
      IdentityToken: '⟨hidden 5⟩',
      buildargs: { V: '⟨hidden 6⟩' },
      Labels: { note: 'kept' },
      HttpProxy: 'http://me:⟨hidden 7⟩@proxy:1',
    });
  });
  it('hides what stands in a body that was cut off', () => {
    expect(redactBody('{"Env":["A=b","C=half of it', createVault())).toBe(
      '{"Env":["A=⟨hidden 1⟩","C=⟨hidden 2⟩',
    );
  });
  it('is cut to its bound after hiding', () => {
    expect(redactBody(`{"x":"${'y'.repeat(100)}"}`, createVault(), 20)).toBe('{"x":"yyyyyyyyyyyyyy…');
  });
  it('never holds an environment value, whatever the rest', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.string({ minLength: 12, maxLength: 20, unit: fc.constantFrom('q', 'z', '"', '\\', 'é') }),
        (rest, value) => {
          const body = JSON.stringify({ before: rest, Env: [`SECRET=${value}`], after: rest });
          const kept = redactBody(body, createVault(), Infinity);
          expect(kept).not.toContain(JSON.stringify(value).slice(1, -1));
          expect(JSON.parse(kept)).toMatchObject({ before: JSON.parse(JSON.stringify(rest)) as unknown });
        },
      ),
    );
  });
});

it('pieces put together are the text', () => {
  fc.assert(
    fc.property(fc.json(), (source) => {
      const joined = secretPieces(source, secretsOfJson(source))
        .map((piece) => (typeof piece === 'string' ? piece : piece.secret))
        .join('');
      expect(joined).toBe(source);
    }),
  );
});

it('known values are secret wherever they stand, short ones are left', () => {
  expect(knownPieces('a=secret b=secret c=xy', ['secret', 'xy'])).toEqual([
    'a=',
    { secret: 'secret' },
    ' b=',
    { secret: 'secret' },
    ' c=xy',
  ]);
});
