import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { object, parseJson, text } from '../../core/base/read';
import { vmAround, vmOf } from './read-engine';

const FOLDER = join(import.meta.dirname, 'fixtures');

describe('the virtual machine around an engine', () => {
  test.each(readdirSync(FOLDER).sort())('is none for %s, which ran on its machine itself', (engine) => {
    const info = object(parseJson(readFileSync(join(FOLDER, engine, 'info.json'), 'utf8')));
    expect(text(info['OperatingSystem'])).not.toBe('');
    expect(vmOf(text(info['OperatingSystem']), text(info['Name']), text(info['KernelVersion']))).toBeNull();
  });

  test('is there wherever the machine itself is no Linux', () => {
    expect([vmAround('darwin', 'podman'), vmAround('win32', 'docker')]).toEqual([
      'Podman machine',
      'a Linux machine',
    ]);
    expect(vmAround('linux', 'podman')).toBeNull();
  });

  // Made answers, in the makers’ own words: none of these runs where the other answers were recorded.
  test.each([
    ['Docker Desktop', 'Docker Desktop', 'docker-desktop', '6.10.14-linuxkit'],
    ['Docker Desktop', 'Docker Desktop', 'docker-desktop', '5.15.167.4-microsoft-standard-WSL2'],
    ['OrbStack', 'OrbStack', 'orbstack', '6.14.10-orbstack-00291-g1b252bd3edea'],
    ['Rancher Desktop', 'Rancher Desktop WSL Distribution', 'host', '6.6.87'],
    ['Rancher Desktop', 'Alpine Linux v3.20', 'lima-rancher-desktop', '6.6.84-0-virt'],
    ['Colima', 'Ubuntu 24.04.2 LTS', 'colima', '6.8.0-64-generic'],
    ['Colima', 'Ubuntu 24.04.2 LTS', 'lima-colima', '6.8.0-64-generic'],
    ['WSL 2', 'Ubuntu 24.04.2 LTS', 'desk', '5.15.167.4-microsoft-standard-WSL2'],
    ['Lima', 'Ubuntu 25.04', 'lima-docker', '6.14.0-23-generic'],
  ])('is %s for %s on %s', (name, os, host, kernel) => {
    expect(vmOf(os, host, kernel)).toBe(name);
  });
});
