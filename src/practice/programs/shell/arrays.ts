import { assign, ShellError, type Shell } from './state';

/** Keys in order: numbers by size. */
export function keysOf(shell: Shell, name: string): readonly string[] {
  const variable = shell.variables.get(name);
  if (variable === undefined) return [];
  if (typeof variable.value === 'string') return ['0'];
  const keys = [...variable.value.keys()];
  return variable.keyed ? keys : keys.sort((a, b) => Number(a) - Number(b));
}

export function elementOf(shell: Shell, name: string, key: string): string | undefined {
  const variable = shell.variables.get(name);
  if (variable === undefined) return undefined;
  if (typeof variable.value === 'string') return key === '0' ? variable.value : undefined;
  return variable.value.get(placeOf(shell, name, key));
}

export const elementsOf = (shell: Shell, name: string): readonly string[] =>
  keysOf(shell, name).map((key) => elementOf(shell, name, key) ?? '');

/** A negative index counts from the end. */
function placeOf(shell: Shell, name: string, key: string): string {
  if (!key.startsWith('-') || shell.variables.get(name)?.keyed === true) return key;
  return String(Number(keysOf(shell, name).at(-1) ?? -1) + 1 + Number(key));
}

export function setElement(shell: Shell, name: string, key: string, value: string): void {
  const old = shell.variables.get(name);
  const place = placeOf(shell, name, key);
  if (place.startsWith('-') && old?.keyed !== true)
    throw new ShellError(`${name}[${key}]: bad array subscript`);
  const elements = typeof old?.value === 'string' ? new Map([['0', old.value]]) : new Map(old?.value);
  elements.set(place, value);
  assign(shell, name, elements);
}

/** `name[key]` in two. */
export function subscriptOf(word: string): { readonly name: string; readonly key: string } | undefined {
  const [, name, key] = /^([A-Za-z_]\w*)\[([^]*)\]$/.exec(word) ?? [];
  return name === undefined || key === undefined ? undefined : { name, key };
}
