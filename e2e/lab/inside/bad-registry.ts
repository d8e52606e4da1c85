/** Argument: PORT. A registry whose answer depends on the first part of the repository's name. */
import { createServer } from 'node:http';
import { serve } from './orders.js';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const REFUSALS: Readonly<Record<string, Refusal>> = {
  denied: { status: 401, code: 'DENIED', message: 'requested access to the resource is denied' },
  missing: { status: 404, code: 'MANIFEST_UNKNOWN', message: 'manifest unknown' },
  limited: {
    status: 429,
    code: 'TOOMANYREQUESTS',
    message:
      'You have reached your pull rate limit. You may increase the limit by authenticating and upgrading.',
  },
  broken: { status: 500, code: 'UNKNOWN', message: 'unknown error' },
};

const server = createServer((question, answer) => {
  const kind = question.url?.split('/')[2] ?? '';
  if (kind === 'silent') return;
  const refusal = REFUSALS[kind];
  answer.setHeader('Content-Type', 'application/json');
  answer.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
  if (refusal === undefined) {
    answer.end('{}');
    return;
  }
  answer.statusCode = refusal.status;
  // Without a detail the engine shows nothing but the code.
  answer.end(JSON.stringify({ errors: [{ code: refusal.code, message: refusal.message, detail: {} }] }));
});

serve(server, () => undefined);
