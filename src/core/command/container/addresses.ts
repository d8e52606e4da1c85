const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** An address of version 4 or 6, as the CLI takes it. */
export const isIp = (text: string): boolean =>
  IPV4.test(text) || (text.includes(':') && /^[0-9a-fA-F:]+(\.\d+){0,3}(%\w+)?$/.test(text));

export const checkIp = (value: string): string | null =>
  isIp(value.trim()) ? null : `IP address is not correctly formatted: ${value}`;

/** `NAME:ADDRESS`, or with `=`; an address of version 6 may stand in brackets. */
function readHost(value: string): readonly [name: string, address: string] | null {
  const match = /^([^=:]+)[=:](.+)$/.exec(value);
  const [, name = '', address = ''] = match ?? [];
  return match ? [name, address.replace(/^\[(.*)\]$/, '$1')] : null;
}

export function checkHost(value: string): string | null {
  const read = readHost(value);
  if (read === null) return `bad format for add-host: "${value}"`;
  const [, address] = read;
  return address === 'host-gateway' || isIp(address) ? null : `invalid IP address in add-host: "${address}"`;
}

/** As the engine wants them: `NAME:ADDRESS`. */
export const extraHosts = (values: readonly string[]): readonly string[] | null =>
  values.length === 0 ? null : values.map((value) => readHost(value)?.join(':') ?? value);
