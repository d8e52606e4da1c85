/** The few requests that the lab itself makes, without the docker command. */
import { request } from 'node:http';

/** One request over a unix socket. Rejects when nothing answers within `timeoutMs`. */
export function ask(
  socketPath: string,
  method: string,
  path: string,
  timeoutMs = 60_000,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { socketPath, method, path, agent: false, signal: AbortSignal.timeout(timeoutMs) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
        });
        answer.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

/** Whether the engine answers now. */
export async function isReady(socketPath: string): Promise<boolean> {
  try {
    return (await ask(socketPath, 'GET', '/_ping', 1_000)).status === 200;
  } catch {
    return false;
  }
}

async function listOf(
  socketPath: string,
  path: string,
  key?: string,
): Promise<readonly Record<string, unknown>[]> {
  const { status, body } = await ask(socketPath, 'GET', path);
  if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${body}`);
  const parsed = JSON.parse(body) as Record<string, unknown>;
  const list: unknown = key === undefined ? parsed : parsed[key];
  return Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
}

async function removeAll(socketPath: string, paths: readonly string[]): Promise<void> {
  const answers = await Promise.all(paths.map((path) => ask(socketPath, 'DELETE', path)));
  answers.forEach(({ status, body }, index) => {
    // 404: gone meanwhile, as a container with --rm is.
    if (status >= 300 && status !== 404)
      throw new Error(`DELETE ${paths[index] ?? ''} answered ${status}: ${body}`);
  });
}

/** Removes all containers, images, networks of users, volumes and the build cache. */
export async function removeEverything(socketPath: string): Promise<void> {
  const containers = await listOf(socketPath, '/containers/json?all=1');
  await removeAll(
    socketPath,
    containers.map(({ Id }) => `/containers/${String(Id)}?force=1&v=1`),
  );

  const networks = (await listOf(socketPath, '/networks')).filter(
    ({ Name }) => !['bridge', 'host', 'none'].includes(String(Name)),
  );
  await removeAll(
    socketPath,
    networks.map(({ Id }) => `/networks/${String(Id)}`),
  );

  const volumes = await listOf(socketPath, '/volumes', 'Volumes');
  await removeAll(
    socketPath,
    volumes.map(({ Name }) => `/volumes/${encodeURIComponent(String(Name))}?force=1`),
  );

  const filters = encodeURIComponent(JSON.stringify({ dangling: ['false'] }));
  for (const path of [`/images/prune?filters=${filters}`, '/build/prune?all=1']) {
    const { status, body } = await ask(socketPath, 'POST', path);
    if (status !== 200) throw new Error(`POST ${path} answered ${status}: ${body}`);
  }
}
