/** Reading requests: parameters of the query as Go's forms read them, bodies as JSON. */
import { isObject, parseJson, type Obj } from '../../core/base/read';
import { decodeUtf8 } from './files/utf8';
import { Refused } from './turn';
import type { ApiRequest, Filters } from './wire';

export const param = (request: ApiRequest, name: string): string => request.query.get(name)?.[0] ?? '';

export const params = (request: ApiRequest, name: string): readonly string[] => request.query.get(name) ?? [];

/** Everything but empty, 0, no, false and none is true. (moby, api/server/httputils/form.go) */
export function paramFlag(request: ApiRequest, name: string, otherwise = false): boolean {
  if (!request.query.has(name)) return otherwise;
  return !['', '0', 'no', 'false', 'none'].includes(param(request, name).trim().toLowerCase());
}

/** @throws Refused 500 in Go's words when it is no whole number */
export function paramNumber(request: ApiRequest, name: string): number | null {
  const source = param(request, name);
  if (source === '') return null;
  if (!/^[+-]?\d+$/.test(source)) {
    throw new Refused(500, `strconv.Atoi: parsing "${source}": invalid syntax`);
  }
  return Number(source);
}

/** The body as a JSON object; `null` for an empty one. @throws Refused 400 for what is none */
export function bodyObject(request: ApiRequest): Obj | null {
  if (request.body.length === 0) return null;
  const value = parseJson(decodeUtf8(request.body));
  if (value === undefined) throw new Refused(400, 'invalid JSON: unexpected end of JSON input');
  if (value !== null && !isObject(value)) throw new Refused(400, 'invalid JSON: json: cannot unmarshal body');
  return value;
}

/** The same where the engine insists on one. */
export function neededBody(request: ApiRequest): Obj {
  const body = bodyObject(request);
  if (!body) throw new Refused(400, 'invalid JSON: got EOF while reading request body');
  return body;
}

/**
 * `filters`: `{"status":{"exited":true}}`, or with lists as older clients wrote them.
 * @throws Refused 400 for bad JSON and for a key that is not accepted, in the engine's words
 */
export function filtersOf(request: ApiRequest, accepted: readonly string[] | null): Filters {
  const source = param(request, 'filters');
  if (source === '') return new Map();
  const value = parseJson(source);
  if (!isObject(value)) throw new Refused(400, 'invalid filter');
  const filters = new Map<string, readonly string[]>();
  for (const [key, some] of Object.entries(value)) {
    if (accepted && !accepted.includes(key)) throw new Refused(400, `Invalid filter '${key}'`);
    if (isObject(some))
      filters.set(
        key,
        Object.keys(some).filter((one) => some[one] === true),
      );
    else if (Array.isArray(some))
      filters.set(
        key,
        some.filter((one): one is string => typeof one === 'string'),
      );
    else throw new Refused(400, 'invalid filter');
  }
  return filters;
}

/** `1.44` is at least `1.41`. A request without a version is of the newest. */
export function atLeast(request: ApiRequest, version: string): boolean {
  if (request.version === null) return true;
  const minor = (source: string): number => Number(source.split('.')[1] ?? 0);
  return minor(request.version) >= minor(version);
}

/** Whether a set of labels has what a `label` filter asks: `key` or `key=value`. */
export function hasLabels(labels: Obj | null, asked: readonly string[]): boolean {
  return asked.every((one) => {
    const at = one.indexOf('=');
    const key = at < 0 ? one : one.slice(0, at);
    const value = labels?.[key];
    return value !== undefined && (at < 0 || value === one.slice(at + 1));
  });
}
