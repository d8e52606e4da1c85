import { Agent, request } from 'node:http';

function ask(agent: Agent, socketPath: string, method: string, path: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const outgoing = request({ socketPath, agent, method, path: `/v1.41${path}`, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () =>
        (answer.statusCode ?? 500) < 400 ? resolve(text) : reject(new Error(`${method} ${path}: ${text}`)),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Makes containers that were never started, until there are `n` in all, eight at a time. */
export async function fill(lab: { readonly socket: string }, n: number, image = 'busybox'): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const there = (JSON.parse(await ask(agent, lab.socket, 'GET', '/containers/json?all=1')) as unknown[])
    .length;
  const names = Array.from({ length: Math.max(0, n - there) }, (_, i) => `fill-${String(there + i)}`);
  const worker = async (): Promise<void> => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const labels = { 'com.docker.compose.project': `p${String(names.length % 8)}` };
      const body = JSON.stringify({ Image: image, Cmd: ['true'], Labels: labels });
      await ask(agent, lab.socket, 'POST', `/containers/create?name=${name}`, body);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  agent.destroy();
}
