import type { Turn } from '../turn';

export function buildContainerEnded(_turn: Turn, _container: string, _code: number): void {}
export function buildContainerRefused(_turn: Turn, _build: string, _why: string): void {}
export function buildOutput(
  _turn: Turn,
  _container: string,
  _text: string,
  _stream: 'stdout' | 'stderr',
): void {}
