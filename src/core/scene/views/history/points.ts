/** The points of the line: each adds one part of what is called a container today. */
export const POINT_IDS = ['chroot', 'namespaces', 'cgroups', 'lxc', 'docker', 'oci'] as const;

export type PointId = (typeof POINT_IDS)[number];

export interface Point {
  readonly id: PointId;
  readonly year: number;
  readonly name: string;
  /** What it added; longest first. */
  readonly about: readonly string[];
  /** On the plate that opens its evidence; longest first. */
  readonly plate: readonly string[];
}

/**
 * Years as a course tells them. Namespaces came one after the other, mounts first; cgroups were begun in 2007 and are in
 * Linux since 2.6.24, of January 2008.
 */
export const POINTS: readonly Point[] = [
  {
    id: 'chroot',
    year: 1979,
    name: 'chroot',
    about: ['Gives a process its own root folder.', 'Own root folder.'],
    plate: ['its root folder', 'root'],
  },
  {
    id: 'namespaces',
    year: 2002,
    name: 'namespaces',
    about: [
      'From 2002, one by one: own view of files, processes, network, names.',
      'From 2002 on: own view of files, processes, network.',
      'Own view of processes, files.',
    ],
    plate: ['its numbers, the host’s', 'its numbers', 'numbers'],
  },
  {
    id: 'cgroups',
    year: 2007,
    name: 'cgroups',
    about: [
      'Limits on memory, CPU, number of processes. In Linux since 2008.',
      'Limits on memory, CPU. In Linux since 2008.',
      'In Linux 2008: limits.',
    ],
    plate: ['its limits', 'limits'],
  },
  {
    id: 'lxc',
    year: 2008,
    name: 'LXC',
    about: ['Puts the three together, for a whole system.', 'All three, for a whole system.', 'All three.'],
    plate: ['who does it today', 'who today', 'today'],
  },
  {
    id: 'docker',
    year: 2013,
    name: 'Docker',
    about: [
      'Dockerfile, image, registry, one command: files in layers that travel.',
      'Files in layers, shared by registry.',
      'Layers that travel.',
    ],
    plate: ['layers and registry', 'layers'],
  },
  {
    id: 'oci',
    year: 2015,
    name: 'OCI',
    about: ['Image and start become an open standard.', 'An open standard.'],
    plate: ['same image elsewhere', 'elsewhere', 'norm'],
  },
];
