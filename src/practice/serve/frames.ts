/** The engine's frames: `[stream, 0, 0, 0, length as a big-endian u32]`, then the bytes. */
export function frame(stream: 'stdout' | 'stderr', bytes: Uint8Array): Uint8Array {
  const whole = new Uint8Array(8 + bytes.length);
  whole[0] = stream === 'stdout' ? 1 : 2;
  new DataView(whole.buffer).setUint32(4, bytes.length);
  whole.set(bytes, 8);
  return whole;
}
