/**
 * Reading what strangers send. Every field of an engine's answer may be absent, null or of another type
 * (engines from 20.10 to 29 and Podman differ), so a reader never throws: it gives the empty value.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type Obj = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const object = (value: unknown): Obj => (isObject(value) ? value : {});
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const number = (value: unknown, otherwise = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
export const flag = (value: unknown): boolean => value === true;
export const texts = (value: unknown): readonly string[] =>
  list(value).filter((v): v is string => typeof v === 'string');

/** Parses JSON without throwing: undefined for what is not JSON. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}
