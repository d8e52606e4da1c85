import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPorts, type PortCell } from './ports';

const exposed = (inside: number, protocol = 'tcp'): PortCell => ({ ip: '', outside: null, inside, protocol });
const open = (ip: string, outside: number, inside: number, protocol = 'tcp'): PortCell => ({
  ip,
  outside,
  inside,
  protocol,
});

describe('the PORTS cell', () => {
  it.each<[string, readonly PortCell[]]>([
    ['80/tcp', [exposed(80)]],
    ['53/tcp, 53/udp', [exposed(53), exposed(53, 'udp')]],
    ['8000-8002/tcp, 8005/tcp', [exposed(8000), exposed(8001), exposed(8002), exposed(8005)]],
    ['0.0.0.0:80->80/tcp, [::]:80->80/tcp', [open('0.0.0.0', 80, 80), open('::', 80, 80)]],
    ['0.0.0.0:8080->80/tcp, [::]:8080->80/tcp', [open('0.0.0.0', 8080, 80), open('::', 8080, 80)]],
    ['0.0.0.0:9000-9002->9000-9002/tcp', [9000, 9001, 9002].map((n) => open('0.0.0.0', n, n))],
    [
      '0.0.0.0:9100->9000/tcp, 0.0.0.0:9101->9001/tcp, 0.0.0.0:9102->9002/tcp',
      [9000, 9001, 9002].map((n) => open('0.0.0.0', n + 100, n)),
    ],
    [
      '0.0.0.0:53->53/udp, 443/tcp, 127.0.0.1:5432->5432/tcp, [::1]:7000->7000/tcp, 0.0.0.0:8080->80/tcp',
      [
        open('0.0.0.0', 8080, 80),
        exposed(443),
        open('127.0.0.1', 5432, 5432),
        open('::1', 7000, 7000),
        open('0.0.0.0', 53, 53, 'udp'),
      ],
    ],
    ['', []],
  ])('%s', (words, ports) => {
    expect(formatPorts(ports)).toBe(words);
  });

  it('does not depend on the order in which the engine lists the ports', () => {
    const port = fc.record({
      ip: fc.constantFrom('', '0.0.0.0', '::'),
      inside: fc.integer({ min: 1, max: 9 }),
      protocol: fc.constantFrom('tcp', 'udp'),
    });
    fc.assert(
      fc.property(fc.array(port, { maxLength: 8 }), fc.func(fc.integer()), (ports, key) => {
        const cells = ports.map((each): PortCell => ({
          ...each,
          outside: each.ip === '' ? null : each.inside,
        }));
        const mixed = [...cells].sort((a, b) => key(a) - key(b));
        expect(formatPorts(mixed)).toBe(formatPorts(cells));
      }),
    );
  });
});
