/** Lines that answer otherwise on the practice engine, each with the reason. A line that has become equal fails the test. */
export const DIFFERENCES: Readonly<Record<string, string>> = {};
