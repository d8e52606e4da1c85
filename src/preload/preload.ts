import { ipcRenderer } from 'electron';

/**
 * Hands a message port to the page each time the page asks for one, and nothing else. The page asks, since only it
 * knows when it listens. The other end of the port is the host's contract.
 */
window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'cutaway-port?') ipcRenderer.send('cutaway-port');
});

ipcRenderer.on('cutaway-port', (event) => {
  window.postMessage('cutaway-port', window.location.origin, [...event.ports]);
});
