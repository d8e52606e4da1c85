/** Name under which the page finds the way to the main process, for the blink until the script below takes it away. */
export const BINDING = '__standInForElectron';
/** Name under which the main process reaches into the page. */
export const INTO = '__fromStandIn';

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
 * What runs in a page before anything of its own: the preload script with what a sandboxed one may require. Text, since
 * it is the page's and not ours.
 * @param preload the built preload script
 */
export const pageScript = (preload: string): string => `(() => {
  const call = globalThis.${BINDING};
  delete globalThis.${BINDING};
  if (window !== window.top || !call) return;
  globalThis.cutawayDesktop = true;
  const listeners = new Map();
  const ports = new Map();
  const ipcRenderer = {
    on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    send: (channel) => void call({ t: 'ipc', channel }),
  };
  const open = (id) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = (event) => void call({ t: 'port', id, data: event.data });
    port1.addEventListener('close', () => void call({ t: 'port-closed', id }));
    return port2;
  };
  Object.defineProperty(globalThis, '${INTO}', { value: (message) => {
    if (message.t === 'port') ports.get(message.id)?.postMessage(message.data);
    else if (message.t === 'close') ports.get(message.id)?.close();
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
