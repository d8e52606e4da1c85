import { EventEmitter } from 'node:events';
import type { WebFrameMain } from './web-contents';

export interface IpcMainEvent {
  /** Null once the frame is gone. */
  readonly senderFrame: WebFrameMain | null;
}

export const ipcMain = new EventEmitter<Record<string, [IpcMainEvent]>>();
