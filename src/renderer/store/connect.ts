import type { Transport } from '../../contract/envelope';

/** The two ways in which a renderer reaches its host. */
export interface Way {
  /** Resolves once messages can be sent. Rejects with a sentence when there is no host to reach. */
  open(): Promise<Transport>;
}

/** A fragment that holds the token of the web host; it is taken out of the address bar once read. */
function takeToken(): string {
  const kept = sessionStorage.getItem('cutaway-token') ?? '';
  const token = location.hash.slice(1) || kept;
  if (token !== '') sessionStorage.setItem('cutaway-token', token);
  if (location.hash !== '') history.replaceState(null, '', location.pathname + location.search);
  return token;
}

export class NotAdmitted extends Error {}

function webSocketWay(): Way {
  const token = takeToken();
  return {
    open: () =>
      new Promise((resolve, reject) => {
        if (token === '') {
          reject(
            new NotAdmitted(
              'This address lacks its key. Open the address that Cutaway printed, with everything after the #.',
            ),
          );
          return;
        }
        const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/contract`);
        const listeners: ((message: unknown) => void)[] = [];
        let welcome = false;
        socket.onopen = () => socket.send(token);
        socket.onmessage = (event) => {
          const message: unknown = JSON.parse(String(event.data));
          if (!welcome) {
            welcome = true;
            resolve({
              send: (out) => socket.send(JSON.stringify(out)),
              onMessage: (listener) => void listeners.push(listener),
              onClose: (listener) => socket.addEventListener('close', () => listener()),
              close: () => socket.close(),
            });
          } else for (const listener of listeners) listener(message);
        };
        socket.onclose = (event) => {
          if (welcome) return;
          reject(
            event.code === 4001
              ? new NotAdmitted('This address has an old key. Open the address that Cutaway printed last.')
              : new Error('no host'),
          );
        };
      }),
  };
}

/** The desktop hands over a message port in a message of its own window. */
function portWay(): Way {
  const ports: MessagePort[] = [];
  let waiting: ((port: MessagePort) => void) | null = null;
  window.addEventListener('message', (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== 'cutaway-port' || !port) return;
    if (waiting) waiting(port);
    else ports.push(port);
    waiting = null;
  });
  const next = (): Promise<MessagePort> => {
    const ready = ports.shift();
    if (ready) return Promise.resolve(ready);
    // Asked for, since only the page knows when it listens; and again when a port was lost.
    window.postMessage('cutaway-port?', location.origin);
    return new Promise((resolve) => (waiting = resolve));
  };
  return {
    async open() {
      const port = await next();
      return {
        send: (message) => port.postMessage(message),
        onMessage(listener) {
          port.onmessage = (event: MessageEvent<unknown>) => listener(event.data);
        },
        onClose: (listener) => port.addEventListener('close', listener),
        close: () => port.close(),
      };
    },
  };
}

/** The desktop serves its pages under a scheme of its own; everything else is the web host. */
export const wayToHost = (): Way =>
  location.protocol.startsWith('http') && !('cutawayDesktop' in window) ? webSocketWay() : portWay();
