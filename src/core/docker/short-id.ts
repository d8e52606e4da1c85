/** Twelve digits of an id, `sha256:` dropped: as the CLI shows it. */
export const shortId = (id: string): string => id.replace(/^sha256:/, '').slice(0, 12);
