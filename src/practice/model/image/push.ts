import type { Turn } from '../turn';

export function pushStep(_turn: Turn, _id: string): void {}
