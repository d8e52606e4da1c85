import { parseMemory } from '../../docker/size';
import { readBool } from '../flags';

type Obj = Record<string, unknown>;

/** Fields of one line of comma-separated values; a field in quotes may hold commas. */
function fieldsOf(value: string): readonly string[] {
  return [...value.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, field = '']) =>
    field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
  );
}

const FLAGS = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive']);

/**
 * Reads a value of `--mount` into what the engine is sent (CLI 28).
 * @param absolute makes a folder of the client absolute
 * @returns why it cannot be read, in the CLI's words
 */
export function readMount(value: string, absolute: (path: string) => string): Obj | string {
  if (value === '') return 'value is empty';
  const mount: Obj = { Type: 'volume' };
  const part = (name: string): Obj => (mount[name] ??= {}) as Obj;
  const pair = (of: Obj, name: string, text: string): void => {
    const equals = text.indexOf('=');
    const key = equals < 0 ? text : text.slice(0, equals);
    (of[name] ??= {}) as Obj;
    (of[name] as Obj)[key] = equals < 0 ? '' : text.slice(equals + 1);
  };
  for (const field of fieldsOf(value)) {
    const equals = field.indexOf('=');
    const key = (equals < 0 ? field : field.slice(0, equals)).toLowerCase();
    const text = field.slice(equals + 1);
    if (equals < 0 && !FLAGS.has(key)) return `invalid field '${field}' must be a key=value pair`;
    const on = equals < 0 ? true : readBool(text);
    if (FLAGS.has(key) && on === null) return `invalid value for ${key}: ${text}`;
    switch (key) {
      case 'type':
        mount['Type'] = text.toLowerCase();
        break;
      case 'source':
      case 'src':
        mount['Source'] = /^\.{1,2}($|[/\\])/.test(text) ? absolute(text) : text;
        break;
      case 'target':
      case 'dst':
      case 'destination':
        mount['Target'] = text;
        break;
      case 'readonly':
      case 'ro':
        if (on === true) mount['ReadOnly'] = true;
        break;
      case 'consistency':
        mount['Consistency'] = text.toLowerCase();
        break;
      case 'bind-propagation':
        part('BindOptions')['Propagation'] = text.toLowerCase();
        break;
      case 'volume-nocopy':
        part('VolumeOptions')['NoCopy'] = on;
        break;
      case 'volume-label':
        pair(part('VolumeOptions'), 'Labels', text);
        break;
      case 'volume-subpath':
        part('VolumeOptions')['Subpath'] = text;
        break;
      case 'volume-driver':
        ((part('VolumeOptions')['DriverConfig'] ??= {}) as Obj)['Name'] = text;
        break;
      case 'volume-opt':
        pair((part('VolumeOptions')['DriverConfig'] ??= {}) as Obj, 'Options', text);
        break;
      case 'tmpfs-size': {
        const bytes = parseMemory(text);
        if (bytes === null) return `invalid value for ${key}: ${text}`;
        part('TmpfsOptions')['SizeBytes'] = bytes;
        break;
      }
      case 'tmpfs-mode':
        if (!/^[0-7]+$/.test(text)) return `invalid value for ${key}: ${text}`;
        part('TmpfsOptions')['Mode'] = parseInt(text, 8);
        break;
      default:
        return `unexpected key '${key}' in '${field}'`;
    }
  }
  return troubleOf(mount) ?? mount;
}

function troubleOf(mount: Obj): string | null {
  if (mount['Target'] === undefined) return 'target is required';
  const type = String(mount['Type']);
  for (const [options, of] of [
    ['VolumeOptions', 'volume'],
    ['BindOptions', 'bind'],
    ['TmpfsOptions', 'tmpfs'],
  ] as const)
    if (mount[options] !== undefined && type !== of)
      return `cannot mix '${of}-*' options with mount type '${type}'`;
  return null;
}

export function checkMount(value: string): string | null {
  const read = readMount(value, (path) => path);
  return typeof read === 'string' ? read : null;
}
