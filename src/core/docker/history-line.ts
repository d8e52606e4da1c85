/** One line of an image's history, in the words of a Dockerfile. */
export interface HistoryLine {
  /** `RUN`, `COPY` … ; empty where the builder wrote something else. */
  readonly word: string;
  readonly rest: string;
  /** It can add files. The others change the image's settings only and never make a layer. */
  readonly files: boolean;
}

const WORDS =
  /^(FROM|RUN|COPY|ADD|WORKDIR|ENV|LABEL|CMD|ENTRYPOINT|EXPOSE|USER|VOLUME|STOPSIGNAL|HEALTHCHECK|SHELL|ARG|ONBUILD|MAINTAINER)\b\s*/;
const FILES = new Set(['RUN', 'COPY', 'ADD', 'WORKDIR', '']);
const SECRET = /(password|passwd|secret|token|credential|private_?key|api_?key|auth)/i;

/** `|2 A=b C=d /bin/sh -c make`: how many build arguments a step saw, and their values. */
const ARGUMENTS = /^(RUN )?\|(\d{1,3}) /;

/**
 * Build arguments and settings stand in the history with their values. Arguments are taken out; of a setting with a
 * name like that of a password only the name is kept.
 */
export function withoutSecrets(createdBy: string): string {
  const shell = ARGUMENTS.exec(createdBy)
    ? /(\/bin\/(?:ba)?sh -[a-z]*c [\s\S]*)$/.exec(createdBy)?.[1]
    : undefined;
  if (shell === undefined && ARGUMENTS.test(createdBy)) return 'RUN …';
  const line = shell === undefined ? createdBy : `${createdBy.startsWith('RUN ') ? 'RUN ' : ''}${shell}`;
  return line.replace(/\b([A-Za-z_][A-Za-z0-9_]*)=("[^"]*"|'[^']*'|\S+)/g, (whole: string, name: string) =>
    SECRET.test(name) ? `${name}=…` : whole,
  );
}

/**
 * Reads `CreatedBy` of `GET /images/{name}/history`. The classic builder writes `/bin/sh -c #(nop) CMD ["sh"]` and the
 * bare command line of a RUN; BuildKit writes the instruction with `# buildkit` behind it.
 */
export function readHistoryLine(createdBy: string): HistoryLine {
  let line = createdBy.replace(/\s*# buildkit$/, '').trim();
  const nop = /^\/bin\/(?:ba)?sh -c #\(nop\)\s*/.exec(line);
  if (nop) line = line.slice(nop[0].length);
  else if (/^\/bin\/(?:ba)?sh -[a-z]*c /.test(line)) line = `RUN ${line}`;
  const word = WORDS.exec(line);
  if (!word) return { word: '', rest: tidy(line), files: true };
  let rest = line.slice(word[0].length);
  if (word[1] === 'RUN') rest = rest.replace(/^\/bin\/(?:ba)?sh -[a-z]*c /, '');
  return { word: word[1] ?? '', rest: tidy(rest), files: FILES.has(word[1] ?? '') };
}

/** One line; the builder names files by their digest. */
const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\b(file|dir|multi):([0-9a-f]{8})[0-9a-f]{20,}/g, '$1:$2…')
    .trim();
