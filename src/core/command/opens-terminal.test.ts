import { expect, test } from 'vitest';
import { opensTerminal } from './opens-terminal';

test.each([
  ['docker run -it busybox sh', true],
  ['docker run -i busybox', true],
  ['docker container run -t busybox', true],
  ['docker run busybox sh -it', false],
  ['docker run -dit busybox', false],
  ['docker exec -it web sh', true],
  ['docker exec -itd web sh', false],
  ['docker exec web ls', false],
  ['docker start -ai web', true],
  ['docker start -a web', false],
  ['docker attach web', true],
  ['docker attach --no-stdin web', false],
  ['docker logs -f web', false],
  ['docker run -it', false],
  ['vim', false],
  ['docker run -it busybox | cat', false],
])('%s: %s', (line, opens) => {
  expect(opensTerminal(line)).toBe(opens);
});
