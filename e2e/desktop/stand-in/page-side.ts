/** Name under which the preload script's world finds the way to the main process, until the script below takes it. */
export const BINDING = '__standInForElectron';
/** Name under which the main process reaches into that world. */
export const INTO = '__fromStandIn';

/** The last message of a port. Electron's pages are told when a port ends; Chromium's are not. */
const CLOSED = '__closedByStandIn';

/** From the page to the main process. */
export type FromPage =
  | { readonly t: 'ipc'; readonly channel: string }
  | { readonly t: 'port'; readonly id: number; readonly data: unknown }
  | { readonly t: 'port-closed'; readonly id: number };

/** From the main process into the page. */
export type IntoPage =
  | {
      readonly t: 'post';
      readonly channel: string;
      readonly message: unknown;
      readonly ports: readonly number[];
    }
  | { readonly t: 'port'; readonly id: number; readonly data: unknown }
  | { readonly t: 'close'; readonly id: number };

/**
 * What runs before anything of the page: the preload script with what a sandboxed one may require. Text, since it is
 * the page's and not ours.
 * @param preload the built preload script
 * @param everywhere in frames within the page, too
 */
export const preloadScript = (preload: string, everywhere: boolean): string => `(() => {
  const say = globalThis.${BINDING};
  delete globalThis.${BINDING};
  if (!say || (window !== window.top && !${String(everywhere)})) return;
  const call = (message) => say(JSON.stringify(message));
  const listeners = new Map();
  const ports = new Map();
  const ipcRenderer = {
    on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    send: (channel) => void call({ t: 'ipc', channel }),
  };
  const open = (id) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = ({ data }) =>
      void call(data === '${CLOSED}' ? { t: 'port-closed', id } : { t: 'port', id, data });
    return port2;
  };
  Object.defineProperty(globalThis, '${INTO}', { value: (message) => {
    if (message.t === 'port') ports.get(message.id)?.postMessage(message.data);
    else if (message.t === 'close') {
      ports.get(message.id)?.postMessage('${CLOSED}');
      ports.delete(message.id);
    }
    else {
      const event = { ports: message.ports.map(open) };
      for (const listener of listeners.get(message.channel) ?? []) listener(event, message.message);
    }
  } });
  const require = (name) => {
    if (name === 'electron') return { ipcRenderer };
    throw new Error('A sandboxed preload may not require ' + name);
  };
  const module = { exports: {} };
  (function (require, module, exports) {
${preload}
  })(require, module, module.exports);
})()`;

/** What the page itself finds. Node is in reach of a window that is not closed off, as it can be in Electron. */
export const pageScript = (open: { readonly node: boolean; readonly process: boolean }): string => `
  globalThis.cutawayDesktop = true;
  if (${String(open.node)}) globalThis.require = () => ({});
  if (${String(open.process)}) globalThis.process = { type: 'renderer' };
  addEventListener('message', ({ ports }) => {
    for (const port of ports) {
      const close = port.close.bind(port);
      port.close = () => {
        port.postMessage('${CLOSED}');
        close();
      };
      port.addEventListener('message', (event) => {
        if (event.data !== '${CLOSED}') return;
        event.stopImmediatePropagation();
        port.dispatchEvent(new Event('close'));
        close();
      });
    }
  });
`;
