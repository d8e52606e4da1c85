import type { Turn } from './turn';
import type { ApiRequest, Reply } from './wire';

/** What answers one route. `names` are the parts of the path that stand for something, decoded. */
export type Handler = (turn: Turn, request: ApiRequest, names: readonly string[]) => Reply;

export interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly handler: Handler;
}

/** `{name}` is one part of the path, `{name*}` may hold slashes, as names of images do. */
export function route(method: string, path: string, handler: Handler): Route {
  const source = path.replace(/\{\w+\*\}/g, '(.+)').replace(/\{\w+\}/g, '([^/]+)');
  return { method, pattern: new RegExp(`^${source}$`), handler };
}

export const answer = (status: number, json: unknown): Reply => ({
  kind: 'answer',
  answer: { status, body: { json } },
});
export const empty = (status: number): Reply => ({ kind: 'answer', answer: { status, body: null } });
export const ok = (json: unknown): Reply => answer(200, json);
