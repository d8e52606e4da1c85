/** Lines that answer otherwise on the practice engine, each with the reason. A line that has become equal fails the test. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'docker diff site':
    'A runtime makes the folder on which a volume is mounted in the writable layer (`A /data`); here nothing is made.',
};
