import { object, texts, type Obj } from '../../../core/base/read';
import { Refused } from '../turn';
import { parseDockerfile, type Instruction } from './dockerfile';
import { applyMetadata } from './metadata';

/** What `commit --change` and `import --change` may say. */
const ALLOWED = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'HEALTHCHECK',
  'LABEL',
  'ONBUILD',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
];

/** Instructions of a Dockerfile applied to a configuration. @throws Refused 400 */
export function applyChanges(config: Obj, changes: readonly string[]): Obj {
  if (changes.length === 0) return config;
  const wrong = changes
    .map((one) => one.trim().split(/\s/)[0] ?? '')
    .find((word) => !ALLOWED.includes(word.toUpperCase()));
  if (wrong !== undefined) throw new Refused(400, `${wrong.toLowerCase()} is not a valid change command`);
  const steps: readonly Instruction[] = parseDockerfile(changes.join('\n'));
  let next = config;
  for (const step of steps) {
    next = applyMetadata(next, step, { env: texts(object(next)['Env']), args: new Map() });
  }
  return next;
}
