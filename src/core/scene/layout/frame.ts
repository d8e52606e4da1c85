import type { Picture } from '../picture';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where the fixed parts of the drawing stand. All numbers are stage pixels at scale 1, from the bottom up. */
export interface Frame {
  readonly W: number;
  readonly H: number;
  /** Laptops and presenter: lower bands, smaller words. */
  readonly small: boolean;
  /** Under 900 px the registries fold to one plate above the `docker` cell. */
  readonly fold: boolean;
  readonly margin: number;
  readonly wall: number;
  /** inner left and right of the machine, inner top and bottom of its wall */
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly y1: number;
  readonly notch: number;
  readonly hardware: Box;
  readonly host: Box;
  /** This machine's part, where the engine is on another one. */
  readonly near: { readonly right: number; readonly hardware: Box; readonly host: Box } | null;
  readonly vm: (Box & { readonly kernelY: number; readonly kernelH: number }) | null;
  readonly engine: Box;
  /** dockerd, containerd, runc */
  readonly cells: readonly Box[];
  readonly door: { readonly x: number; readonly y: number };
  readonly cli: Box;
  readonly registry: Box;
  readonly shelf: Box;
  /** The band on which processes stand: the host's, or the virtual machine's kernel. */
  readonly kernel: { readonly y: number; readonly h: number };
  /** Where containers may stand. */
  readonly area: Box;
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value));

export function frameOf(picture: Picture, W: number, H: number): Frame {
  const small = H < 620;
  const fold = W < 900;
  const margin = small ? 16 : 20;
  const vm = picture.vm !== null;
  const remote = picture.remote !== null;
  const x1 = W - margin;
  const y1 = H - (small ? 8 : 12);
  const hardwareH = small ? 40 : 52;
  const hostH = small ? 44 : 56;
  const engineH = small ? 60 : 76;
  const kernelH = vm ? (small ? 36 : 44) : 0;
  const inset = vm ? 12 : 0;
  const left = fold ? 104 : clamp(W * 0.14, 150, 204);
  const x0 = margin + left + (remote ? 100 : small ? 20 : 28);
  const hardwareY = y1 - hardwareH;
  const hostY = hardwareY - hostH;
  const vmBottom = hostY - (vm ? 10 : 0);
  const kernelY = vmBottom - kernelH;
  const engineY = kernelY - engineH;
  const ports = picture.containers.some((c) => c.ports.some((p) => !p.local));
  const top = ports ? (small ? 48 : 60) : small ? 18 : 28;
  const ix0 = x0 + inset;
  const ix1 = x1 - inset;
  const shelfW =
    picture.images.length > 4 ? clamp((ix1 - ix0) * 0.225, 196, 264) : clamp((ix1 - ix0) * 0.22, 172, 260);
  const bx = remote ? x0 : margin;
  const nearRight = margin + left + 4;
  const engine: Box = { x: ix0, y: engineY, w: ix1 - ix0, h: engineH };
  const cliTop = engineY + (vm ? 2 : 0) + (vm ? 0 : small ? 2 : 4);
  const cli: Box = { x: margin, y: cliTop, w: left, h: hostY - engineY - (vm ? 2 : small ? 2 : 4) };
  const notch = cli.y - (small ? 12 : 16);
  const cellX = engine.x + (small ? 28 : 40);
  const cellGap = small ? 28 : 36;
  const cellW = Math.min(212, (engine.w - (small ? 48 : 80) - 2 * cellGap) / 3.05);
  const shelfY = top + (vm ? 18 : 10);
  const shelf: Box = { x: ix0 + 20, y: shelfY, w: shelfW, h: engineY - shelfY };
  const areaX = shelf.x + shelfW + (small ? 20 : 30);
  // A port that is published to this machine alone hangs inside the wall: its plate needs the room.
  const inside = picture.containers.some((c) => c.ports.some((p) => p.local));
  const areaTop = top + (vm ? 18 : 8) + (inside ? 40 : 0);
  return {
    W,
    H,
    small,
    fold,
    margin,
    wall: 8,
    x0,
    x1,
    top,
    y1,
    notch,
    hardware: { x: bx, y: hardwareY, w: x1 - bx, h: hardwareH },
    host: { x: bx, y: hostY, w: x1 - bx, h: hostH },
    near: remote
      ? {
          right: nearRight,
          hardware: { x: margin, y: hardwareY, w: nearRight - margin, h: hardwareH },
          host: { x: margin, y: hostY, w: nearRight - margin, h: hostH },
        }
      : null,
    vm: vm ? { x: x0, y: top + 8, w: x1 - x0, h: vmBottom - top - 8, kernelY, kernelH } : null,
    engine,
    cells: [0, 1, 2].map((i) => ({
      x: cellX + i * (cellW + cellGap),
      y: engineY + 10,
      w: cellW,
      h: engineH - 20,
    })),
    door: { x: engine.x, y: engineY + engineH / 2 },
    cli,
    registry: fold
      ? { x: margin, y: notch - 8 - (small ? 48 : 60), w: left, h: 36 }
      : { x: margin, y: top + 6, w: left, h: small ? 150 : 196 },
    shelf,
    kernel: vm ? { y: kernelY, h: kernelH } : { y: hostY, h: hostH },
    area: { x: areaX, y: areaTop, w: ix1 - 12 - areaX, h: engineY - 4 - areaTop },
  };
}
