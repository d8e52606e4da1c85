/** Lines that answer otherwise on the practice engine, each with the reason. A line that has become equal fails the test. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'docker diff site':
    'A runtime makes the folder on which a volume is mounted in the writable layer (`A /data`); here nothing is made.',
  'docker search 127.0.0.1:5000/x':
    'The registry of the lab has no search; those of the practice engine have one.',
  'docker search --limit 200 127.0.0.1:5000/x':
    'The registry of the lab has no search; those of the practice engine have one.',
  'docker load -i /etc/passwd': 'What is no archive is refused by both, in the words of another unpacker.',
};
