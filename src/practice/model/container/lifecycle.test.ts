import { describe, expect, test } from 'vitest';
import { pulled, type Play } from '../testing/play';

const create = (machine: Play, name: string, body: object = {}): number =>
  machine.ask('POST', `/containers/create?name=${name}`, { Image: 'busybox', Cmd: ['sleep', '100'], ...body })
    .status;

const state = (machine: Play, name: string): string =>
  machine.model.containers.get(machine.id(name))?.status ?? 'gone';

function running(name: string, body: object = {}): Play {
  const machine = pulled();
  create(machine, name, body);
  machine.ask('POST', `/containers/${name}/start`);
  return machine;
}

describe('a container', () => {
  test('goes from created to running to exited, and may start again', () => {
    const machine = pulled();
    expect(create(machine, 'one')).toBe(201);
    expect(state(machine, 'one')).toBe('created');
    expect(machine.ask('POST', '/containers/one/start').status).toBe(204);
    expect(state(machine, 'one')).toBe('running');
    expect(machine.ask('POST', '/containers/one/start').status).toBe(304);
    machine.exit('one', 3);
    expect(machine.model.containers.get(machine.id('one'))).toMatchObject({
      status: 'exited',
      exitCode: 3,
      pid: 0,
    });
    expect(machine.ask('POST', '/containers/one/stop').status).toBe(304);
    expect(machine.ask('POST', '/containers/one/start').status).toBe(204);
    expect(state(machine, 'one')).toBe('running');
  });

  test('PIDs of the host count up from 4200', () => {
    const machine = running('one');
    create(machine, 'two');
    machine.ask('POST', '/containers/two/start');
    const pid = (name: string): number => machine.model.containers.get(machine.id(name))?.pid ?? 0;
    expect(pid('one')).toBeGreaterThanOrEqual(4200);
    expect(pid('two')).toBeGreaterThan(pid('one'));
  });

  test('stop asks first, and kills when the grace is over', () => {
    const machine = running('one');
    const asked = machine.ask('POST', '/containers/one/stop?t=5');
    expect(asked.status).toBe(0);
    machine.advance(4900);
    expect(state(machine, 'one')).toBe('running');
    machine.advance(200);
    expect(machine.model.containers.get(machine.id('one'))).toMatchObject({
      status: 'exited',
      exitCode: 137,
    });
    expect(machine.effects).toContainEqual({
      kind: 'answer',
      ticket: 6,
      answer: { status: 204, body: null },
    });
  });

  test('a polite one ends at once, with its own code', () => {
    const machine = running('one', { Cmd: ['polite'] });
    expect(machine.ask('POST', '/containers/one/stop').status).toBe(204);
    expect(machine.model.containers.get(machine.id('one'))?.exitCode).toBe(0);
  });

  test('its own stop signal and grace count', () => {
    const machine = running('one', { StopSignal: 'SIGINT', StopTimeout: 1 });
    machine.ask('POST', '/containers/one/stop');
    expect(machine.effects).toContainEqual(expect.objectContaining({ kind: 'signal', signal: 'SIGINT' }));
    machine.advance(1100);
    expect(state(machine, 'one')).toBe('exited');
  });

  test('a paused one takes no exec, and is thawed by a stop', () => {
    const machine = running('one', { Cmd: ['polite'] });
    expect(machine.ask('POST', '/containers/one/pause').status).toBe(204);
    expect(machine.ask('POST', '/containers/one/pause').status).toBe(409);
    expect(machine.ask('POST', '/containers/one/exec', { Cmd: ['true'] })).toMatchObject({
      status: 409,
      json: { message: 'Container one is paused, unpause the container before exec' },
    });
    machine.ask('POST', '/containers/one/stop');
    expect(state(machine, 'one')).toBe('exited');
  });

  test('a program that is not there: 400, code 127, no start event', () => {
    const machine = pulled();
    create(machine, 'one', { Cmd: ['nosuch'] });
    expect(machine.ask('POST', '/containers/one/start')).toMatchObject({
      status: 400,
      json: {
        message:
          'failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown',
      },
    });
    expect(machine.model.containers.get(machine.id('one'))).toMatchObject({
      status: 'created',
      exitCode: 127,
    });
    expect(machine.actions()).toEqual(['create', 'network connect', 'network disconnect']);
  });

  test('with AutoRemove it goes when it has ended, and its anonymous volumes with it', () => {
    const machine = running('one', { Volumes: { '/data': {} }, HostConfig: { AutoRemove: true } });
    expect(machine.model.volumes.size).toBe(1);
    machine.exit('one', 0);
    expect(machine.model.containers.size).toBe(0);
    expect(machine.model.volumes.size).toBe(0);
  });

  test('rm needs force while it runs', () => {
    const machine = running('one');
    expect(machine.ask('DELETE', '/containers/one').status).toBe(409);
    expect(machine.ask('DELETE', '/containers/one?force=1').status).toBe(204);
    expect(machine.model.names.has('one')).toBe(false);
  });
});

describe('wait', () => {
  test('each condition ends when its time comes, with the code', () => {
    const machine = running('one');
    const ticket = (condition: string): number => {
      const { reply } = machine.ask('POST', `/containers/one/wait?condition=${condition}`);
      expect(reply.kind).toBe('open');
      return machine.model.waiters.at(-1)?.ticket ?? 0;
    };
    const [stopped, next, removed] = [ticket('not-running'), ticket('next-exit'), ticket('removed')];
    machine.exit('one', 5);
    const body = '{"Error":null,"StatusCode":5}\n';
    expect([machine.said.get(stopped), machine.said.get(next), machine.said.get(removed)]).toEqual([
      body,
      body,
      undefined,
    ]);
    machine.ask('DELETE', '/containers/one');
    expect(machine.said.get(removed)).toBe(body);
    expect(machine.model.waiters).toEqual([]);
  });

  test('not-running answers at once for one that does not run', () => {
    const machine = pulled();
    create(machine, 'one');
    expect(machine.ask('POST', '/containers/one/wait').reply.kind).toBe('answer');
    expect(machine.ask('POST', '/containers/one/wait?condition=next-exit').reply.kind).toBe('open');
  });
});

describe('a restart policy', () => {
  test('on-failure:2 starts it again twice, after 100 and 200 ms', () => {
    const machine = running('one', {
      HostConfig: { RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 } },
    });
    machine.exit('one', 1);
    expect(state(machine, 'one')).toBe('restarting');
    machine.advance(99);
    expect(state(machine, 'one')).toBe('restarting');
    machine.advance(2);
    expect(state(machine, 'one')).toBe('running');
    machine.exit('one', 1);
    machine.advance(199);
    expect(state(machine, 'one')).toBe('restarting');
    machine.advance(2);
    machine.exit('one', 1);
    expect(machine.model.containers.get(machine.id('one'))).toMatchObject({
      status: 'exited',
      restartCount: 2,
    });
  });

  test('the wait doubles up to a minute, and begins anew after ten good seconds', () => {
    const machine = running('one', { HostConfig: { RestartPolicy: { Name: 'always' } } });
    const backOff = (): number => machine.model.containers.get(machine.id('one'))?.backOff ?? 0;
    const waits: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      machine.exit('one', 0);
      waits.push(backOff());
      machine.advance(backOff() + 1);
    }
    expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 60_000, 60_000]);
    machine.advance(10_000);
    machine.exit('one', 0);
    expect(backOff()).toBe(100);
  });

  test('one that was stopped by hand stays down', () => {
    const machine = running('one', { Cmd: ['polite'], HostConfig: { RestartPolicy: { Name: 'always' } } });
    machine.ask('POST', '/containers/one/stop');
    expect(state(machine, 'one')).toBe('exited');
    machine.advance(100_000);
    expect(state(machine, 'one')).toBe('exited');
  });
});

describe('a health check', () => {
  const check = {
    Healthcheck: { Test: ['CMD', 'probe'], Interval: 1e9, Timeout: 5e8, Retries: 2, StartPeriod: 0 },
  };
  const health = (machine: Play): string | undefined =>
    machine.model.containers.get(machine.id('one'))?.health?.status;
  const probe = (machine: Play): string =>
    machine.model.containers.get(machine.id('one'))?.health?.probe?.exec ?? '';
  const end = (machine: Play, code: number): void => {
    machine.advance(1001);
    machine.tell({ kind: 'exited', process: probe(machine), code, oom: false });
  };

  test('is starting, then healthy, and unhealthy after so many failures', () => {
    const machine = running('one', check);
    expect(health(machine)).toBe('starting');
    end(machine, 0);
    expect(health(machine)).toBe('healthy');
    end(machine, 1);
    expect(health(machine)).toBe('healthy');
    end(machine, 1);
    expect(health(machine)).toBe('unhealthy');
    expect(machine.actions().filter((one) => one.startsWith('health'))).toEqual([
      'health_status: healthy',
      'health_status: unhealthy',
    ]);
  });

  test('a probe that takes too long fails', () => {
    const machine = running('one', check);
    machine.advance(1001);
    machine.advance(600);
    expect(machine.model.containers.get(machine.id('one'))?.health).toMatchObject({
      failing: 1,
      log: [{ code: -1, output: 'Health check exceeded timeout (0.5s)' }],
    });
  });

  test('failures within the start period do not count', () => {
    const machine = running('one', { Healthcheck: { ...check.Healthcheck, StartPeriod: 1e10 } });
    for (let i = 0; i < 4; i += 1) end(machine, 1);
    expect(health(machine)).toBe('starting');
  });
});

describe('an exec', () => {
  test('runs beside the main process and ends with it', () => {
    const machine = running('one');
    const { Id } = machine.ask('POST', '/containers/one/exec', { Cmd: ['sleep', '9'], AttachStdout: true })
      .json as { Id: string };
    expect(machine.ask('POST', `/exec/${Id}/start`, { Detach: true }).status).toBe(200);
    expect(machine.model.execs.get(Id)?.state).toBe('running');
    expect(machine.ask('POST', `/exec/${Id}/start`, { Detach: true }).status).toBe(409);
    machine.exit('one', 0);
    expect(machine.model.execs.get(Id)).toMatchObject({ state: 'ended', exitCode: 137 });
  });

  test('a missing program is 126 and has no exec_die', () => {
    const machine = running('one');
    const { Id } = machine.ask('POST', '/containers/one/exec', { Cmd: ['nosuch'] }).json as { Id: string };
    machine.ask('POST', `/exec/${Id}/start`, {});
    expect(machine.model.execs.get(Id)?.exitCode).toBe(126);
    expect(machine.actions().some((one) => one.startsWith('exec_die'))).toBe(false);
  });
});
