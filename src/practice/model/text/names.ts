/** Words for containers that were given no name: one of each, joined as the engine does. */
const ADJECTIVES =
  'able amber bold brave brisk calm clever cosy curious dapper eager earnest fair fearless fluent gentle glad graceful happy hardy honest humble keen kind lively lucid mellow merry modest nimble noble patient plucky polite proud quick quiet ready sharp silent sincere smooth steady stoic sunny swift tidy trusting upbeat vivid warm wise witty zesty'.split(
    ' ',
  );
const SURNAMES =
  'abel ampere archimedes babbage banach bohr boole brahe cantor carson cauchy cerf chandra clarke cori curie darwin davinci dijkstra dirac einstein erdos euclid euler fermat fermi feynman galileo galois gauss germain goldberg hamilton hertz hopper hypatia jackson johnson joliot kepler knuth lamarr lamport liskov lovelace maxwell mcclintock meitner mendel mirzakhani neumann newton noether pascal perlman ramanujan ride ritchie sammet shannon tesla thompson torvalds turing volta wilson wing'.split(
    ' ',
  );

/** `adjective_surname`, the same for the same number; from `round` 1 on with a digit, as names run out. */
export function inventedName(draw: number, round: number): string {
  const adjective = ADJECTIVES[draw % ADJECTIVES.length] ?? '';
  const surname = SURNAMES[Math.floor(draw / ADJECTIVES.length) % SURNAMES.length] ?? '';
  return `${adjective}_${surname}${round > 0 ? String(round % 10) : ''}`;
}
