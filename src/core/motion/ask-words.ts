/** `/v1.41/containers/0123…/start?x` → `/containers/{id}/start`: short enough for a ticket. */
export function ticketPath(path: string): string {
  return path
    .replace(/^\/v\d+\.\d+/, '')
    .replace(/\?.*$/, '')
    .replace(/[0-9a-f]{64}/, '{id}');
}

const ASKS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/containers\/create$/, '“Make a container.”'],
  [/^POST \/images\/create$/, '“Fetch the image.”'],
  [/^POST .*\/attach$/, 'The client listens to the output before there is any.'],
  [/^POST .*\/wait$/, 'The client waits for the exit code.'],
  [/^POST .*\/start$/, '“Start it.”'],
  [/^POST .*\/resize$/, 'The client says how large the terminal is.'],
  [/^POST \/containers\/.*\/exec$/, '“Make ready one more program inside.”'],
  [/^POST \/exec\/.*\/start$/, '“Start it, and let me see its output.”'],
  [/^GET \/exec\/.*\/json$/, '“How did that program end?”'],
  [/^POST .*\/stop$/, '“Ask it to end, and give it time.”'],
  [/^POST .*\/kill$/, '“Send it a signal.”'],
  [/^POST .*\/restart$/, '“End it and start it again.”'],
  [/^POST .*\/pause$/, '“Hold it where it is.”'],
  [/^POST .*\/unpause$/, '“Let it go on.”'],
  [/^DELETE \/containers\//, '“Remove the container.”'],
  [/^DELETE \/images\//, '“Remove the image.”'],
  [/^GET \/containers\/json$/, '“Which containers are there?”'],
  [/^GET \/images\/json$/, '“Which images are there?”'],
  [/^GET .*\/logs$/, '“What did it print?”'],
  [/^GET .*\/json$/, '“Tell me all about it.”'],
  [/^GET \/version$/, '“Which version are you?”'],
  [/^GET \/info$/, '“How are you set up?”'],
];

export function askWords(method: string, path: string): string {
  const line = `${method} ${ticketPath(path)}`;
  return ASKS.find(([pattern]) => pattern.test(line))?.[1] ?? `“${line}”`;
}
