/**
 * What lies at one path of a layer or of a container's file system.
 * Times are seconds since 1970, modes the permission bits only (`0o755`), sizes bytes.
 */
export interface Owner {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
}

/**
 * The bytes of a file: given, or generated when read from a seed, so that an image of 400 MB costs nothing until
 * somebody asks for its bytes.
 */
export type Content = { readonly bytes: Uint8Array } | { readonly bulk: string; readonly size: number };

export interface FileNode extends Owner {
  readonly kind: 'file';
  readonly content: Content;
}

export interface FolderNode extends Owner {
  readonly kind: 'folder';
}

export interface LinkNode extends Owner {
  readonly kind: 'link';
  readonly target: string;
}

export type FsNode = FileNode | FolderNode | LinkNode;

/** A path of a layer says that what lower layers have there is gone. */
export const WHITEOUT = 'gone';

/** What one layer, or a writable layer, changes: absolute paths without a slash at the end. */
export type Changes = ReadonlyMap<string, FsNode | typeof WHITEOUT>;
