/** A program of a few hundred bytes that prints a text and ends: what hello-world consists of. */

const BASE = 0x400000;
const HEADERS = 64 + 56;

const MESSAGE = `
Hello from Docker!
This message shows that your installation appears to be working correctly.

On its way to your screen, this message went through four hands:
 1. The docker command asked the engine for a container of the image "hello-world".
 2. The engine had no such image yet, so it pulled one from a registry.
 3. The engine made a container of that image and started the program in it,
    which printed what you are reading.
 4. The engine passed the words on to the docker command, which wrote them here.

Something bigger to try next, a shell in a container of its own:
 $ docker run -it busybox sh

`;

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeUInt32LE(value >>> 0, index * 4));
  return buffer;
}

/** write(1, text, length); exit(0) */
function codeX64(length: number): Buffer {
  const code = Buffer.from(
    'b801000000' + // mov eax, 1 (write)
      'bf01000000' + // mov edi, 1 (standard output)
      '488d3500000000' + // lea rsi, [rip + distance to the text]
      'ba00000000' + // mov edx, length
      '0f05' + // syscall
      'b83c000000' + // mov eax, 60 (exit)
      '31ff' + // xor edi, edi
      '0f05', // syscall
    'hex',
  );
  code.writeUInt32LE(code.length - 17, 13);
  code.writeUInt32LE(length, 18);
  return code;
}

function codeArm64(length: number): Buffer {
  const move = (register: number, value: number): number => 0xd2800000 + value * 32 + register;
  const call = 0xd4000001;
  const distance = 7 * 4; // from the second instruction to the text behind the eighth
  return words(
    move(0, 1),
    0x10000000 + (distance / 4) * 32 + 1, // adr x1, text
    move(2, length),
    move(8, 64), // write
    call,
    move(0, 0),
    move(8, 93), // exit
    call,
  );
}

/**
 * A static ELF program for Linux that prints the greeting.
 * @param arch as in `process.arch`; x64 and arm64 are known, others are an error.
 */
export function helloProgram(arch: string): Buffer {
  if (arch !== 'x64' && arch !== 'arm64')
    throw new Error(`No hello-world can be made for the processor ${arch}.`);
  const text = Buffer.from(MESSAGE);
  const code = arch === 'x64' ? codeX64(text.length) : codeArm64(text.length);
  const size = HEADERS + code.length + text.length;

  const head = Buffer.alloc(HEADERS);
  head.write('\u007fELF\u0002\u0001\u0001', 0, 'latin1'); // 64 bit, little endian
  head.writeUInt16LE(2, 16); // an executable
  head.writeUInt16LE(arch === 'x64' ? 62 : 183, 18);
  head.writeUInt32LE(1, 20);
  head.writeBigUInt64LE(BigInt(BASE + HEADERS), 24); // where it starts
  head.writeBigUInt64LE(64n, 32); // the program header follows
  head.writeUInt16LE(64, 52);
  head.writeUInt16LE(56, 54);
  head.writeUInt16LE(1, 56);
  head.writeUInt32LE(1, 64); // load
  head.writeUInt32LE(5, 68); // readable and executable
  head.writeBigUInt64LE(BigInt(BASE), 80);
  head.writeBigUInt64LE(BigInt(BASE), 88);
  head.writeBigUInt64LE(BigInt(size), 96);
  head.writeBigUInt64LE(BigInt(size), 104);
  head.writeBigUInt64LE(0x10000n, 112);
  return Buffer.concat([head, code, text]);
}
