import type { Diagnosis } from '../journal/facts';
import type { Box, Frame } from './layout/frame';
import type { LevelId } from './layout/levels';
import type { PictureContainer, PicturePort } from './picture-containers';
import type { PictureImage, PictureLayer } from './picture-images';
import type { Shape } from './shapes/shape';
import type { Choices } from './views/choices';

/** What a mark is, for people: opens the inspector and is walked by arrow keys. */
export interface Subject {
  readonly kind:
    | 'hardware'
    | 'host'
    | 'vm'
    | 'engine'
    | 'cell'
    | 'cli'
    | 'registry'
    | 'image'
    | 'layer'
    | 'container'
    | 'network'
    | 'volume'
    | 'port'
    | 'project'
    | 'shelf'
    | 'control';
  /** Id or name by which the world knows it. */
  readonly id: string;
  /** What a screen reader says: "db, container, running, healthy". */
  readonly words: string;
}

/** Data of each kind of mark. Places come from the layout; the shapes table draws them. */
export interface MarkData {
  ground: { readonly W: number; readonly H: number };
  wall: { readonly outer: string; readonly inner: string };
  plate: { readonly text: string };
  note: { readonly title: string; readonly lines: readonly string[] };
  band: {
    readonly kind: 'hardware' | 'host';
    readonly title: string;
    readonly fact: string;
    readonly labelW: number;
    readonly small: boolean;
    readonly note: { readonly x: number; readonly text: string } | null;
    readonly gauges: readonly {
      readonly x: number;
      readonly icon: 'cpu' | 'memory' | 'disk';
      readonly text: string;
      readonly part: number | null;
    }[];
  };
  vm: {
    readonly title: string;
    readonly kernel: string;
    readonly kernelY: number;
    readonly kernelH: number;
    readonly missing: boolean;
  };
  engine: { readonly missing: 'no' | 'dashed' | 'locked'; readonly vm: boolean };
  engineWords: { readonly title: string; readonly facts: string };
  cell: {
    readonly name: string;
    readonly version: string;
    readonly does: string;
    readonly small: boolean;
    readonly missing: 'no' | 'dashed' | 'locked';
    readonly next: number | null;
  };
  door: { readonly top: number; readonly bottom: number; readonly vm: boolean };
  cli: { readonly fact: string; readonly small: boolean; readonly y: number; readonly missing: boolean };
  cable: {
    readonly d: string;
    readonly dots: { readonly from: number; readonly to: number; readonly y: number } | null;
    readonly remote: { readonly via: string; readonly x: number; readonly gaps: readonly number[] } | null;
  };
  registry: {
    readonly name: string;
    readonly items: readonly string[];
    readonly small: boolean;
    readonly plate: boolean;
    readonly main: boolean;
  };
  wire: {
    readonly y: number;
    readonly from: number;
    readonly to: number;
    readonly wallX: number;
    readonly vm: boolean;
  };
  shelf: {
    readonly facts: string;
    readonly boards: readonly number[];
    readonly small: boolean;
    readonly missing: boolean;
  };
  slab: {
    readonly layer: PictureLayer;
    readonly hollow: boolean;
    readonly label: string | null;
    readonly depth: number;
  };
  image: { readonly image: PictureImage; readonly lone: boolean; readonly small: boolean };
  deck: Record<never, never>;
  bay: {
    readonly label: string;
    readonly project: boolean;
    readonly counts: { readonly n: number; readonly up: number; readonly failed: number };
    readonly long: boolean;
    readonly tally: Readonly<Record<string, number>> | null;
  };
  lane: {
    readonly name: string;
    readonly more: number;
    readonly named: boolean;
    readonly bare: boolean;
    /** px that the name plate may take: up to the first drop */ readonly plateMax: number;
  };
  plug: {
    readonly laneY: number;
    readonly plugged: boolean;
    readonly kind: 'lane' | 'host' | 'none';
    readonly wallY: number;
  };
  drum: {
    readonly label: string;
    /** Where it meets its first box; open: a container that mounts it has a process. */
    readonly stem: { readonly x: number; readonly y: number; readonly open: boolean } | null;
  };
  bind: { readonly label: string; readonly to: number };
  port: {
    readonly port: PicturePort;
    readonly x: number;
    readonly wallY: number;
    readonly boxX: number;
    readonly boxY: number;
  };
  pile: {
    readonly pid: number | null;
    readonly top: number;
    readonly tip: number;
    readonly pidX: number | null;
    readonly pidAnchor: 'start' | 'end';
    readonly vm: boolean;
  };
  more: { readonly text: string; readonly vm: boolean };
  container: {
    readonly c: PictureContainer;
    readonly level: LevelId;
    readonly postX: number;
    readonly depth: number;
  };
  empty: { readonly quiet: boolean };
  output: {
    readonly lines: readonly string[];
    readonly from: { readonly x: number; readonly y: number; readonly edge: number; readonly lit: boolean };
  };
  detail: { readonly project: string; readonly target: Box; readonly c: PictureContainer };
  diagnosis: {
    readonly diagnosis: Diagnosis | null;
    readonly loading: readonly { readonly state: 'ok' | 'wait'; readonly words: string }[];
    readonly leader: readonly (readonly [number, number])[];
  };
  /** What a typed command would make, remove or change; nothing of it is there. */
  ghost: {
    /** `box`: a container to be; `slab`: an image to be; `gone`: struck out; `note`: words at what will change. */
    readonly form: 'box' | 'slab' | 'gone' | 'note';
    readonly depth: number;
    readonly title: string;
    readonly lines: readonly string[];
    readonly foot: string;
  };
  break: { readonly kind: 'cross' | 'padlock' | 'bead'; readonly from: number; readonly bad: boolean };
  lost: {
    readonly doorY: number;
    readonly x0: number;
    readonly engine: Box;
    readonly notch: Box;
    readonly title: string;
    readonly lines: readonly string[];
  };
  /** Anything that one view alone draws: its shapes are its data, at their places on the stage. */
  part: {
    readonly shapes: readonly Shape[];
    /** What pressing it chooses in its view; null: it is chosen itself. */
    readonly press: Partial<Choices> | null;
  };
}

export type MarkKind = keyof MarkData;

export type MarkOf<K extends MarkKind> = {
  readonly kind: K;
  /** Stable for the life of the thing it stands for: container id, layer chain, network id. */
  readonly key: string;
  readonly box: Box;
  readonly data: MarkData[K];
  readonly subject: Subject | null;
};

export type Mark = { [K in MarkKind]: MarkOf<K> }[MarkKind];

/** A laid-out picture: keyed marks from back to front, and the places along which things travel. */
export interface Scene {
  readonly W: number;
  readonly H: number;
  readonly level: LevelId;
  readonly marks: readonly Mark[];
  readonly frame: Frame;
  readonly wireY: number;
  /** Which travellers have their way in it: all by default, requests up to the daemon alone, or none. */
  readonly travel?: 'requests' | 'none';
  /** What it wants to be asked for, where that is not simply what is drawn as boxes. */
  readonly wants?: {
    readonly ids: readonly string[];
    readonly load: readonly string[];
    readonly sizes: readonly string[];
    readonly changes?: readonly string[];
  };
}
