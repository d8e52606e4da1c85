/**
 * Health checks.
 *
 *   started ──► starting ──first success──► healthy ◄──success── unhealthy
 *                  │                          │                      ▲
 *                  └── `retries` failures ────┴── `retries` failures ┘
 *                     (those within the start period do not count)
 *
 *   every interval:  timer ─► exec of the probe ─► its end or its timeout ─► timer
 */
import { number, object, texts, type Obj } from '../../../core/base/read';
import type { Container, Health, Probe } from '../container/container';
import { tellContainer } from '../container/tell';
import type { Exec } from '../exec/exec';
import { makeExec, startExec } from '../exec/run';
import type { Nanos } from '../text/time';
import type { Turn } from '../turn';

/** Defaults of the engine (moby, daemon/health.go). */
const INTERVAL = 30_000_000_000n;
const TIMEOUT = 30_000_000_000n;
const RETRIES = 3;
const KEPT = 5;
/** Bytes of a probe's output that are kept. */
const OUTPUT = 4096;

export const healthTimer = (id: string): string => `health:${id}`;
export const probeTimer = (id: string): string => `probe:${id}`;

const nanos = (value: unknown, otherwise: Nanos): Nanos =>
  number(value) > 0 ? BigInt(Math.round(number(value))) : otherwise;

/** What the probe runs; null without a health check. */
function command(container: Container): readonly string[] | null {
  const test = texts(object(container.config['Healthcheck'])['Test']);
  const [kind, ...rest] = test;
  if (kind === 'CMD') return rest;
  if (kind !== 'CMD-SHELL') return null;
  const shell = texts(container.config['Shell']);
  return [...(shell.length > 0 ? shell : ['/bin/sh', '-c']), ...rest];
}

export const hasHealth = (container: Container): boolean => command(container) !== null;

function next(turn: Turn, container: Container): void {
  const check = object(container.config['Healthcheck']);
  turn.do({
    kind: 'timer',
    key: healthTimer(container.id),
    at: turn.now + nanos(check['Interval'], INTERVAL),
  });
}

export function startHealth(turn: Turn, id: string): void {
  const container = turn.container(id);
  if (!container || !hasHealth(container)) return;
  next(turn, turn.put(id, { health: { status: 'starting', failing: 0, log: [], probe: null } }));
}

export function stopHealth(turn: Turn, id: string): void {
  const health = turn.container(id)?.health;
  if (!health) return;
  turn.do({ kind: 'cancel', key: healthTimer(id) }, { kind: 'cancel', key: probeTimer(id) });
  turn.put(id, {
    health: { ...health, probe: null, ...(health.status === 'starting' ? {} : { status: 'unhealthy' }) },
  });
}

/** Its interval is over: probe. A paused container is passed over. */
export function probe(turn: Turn, id: string): void {
  const container = turn.container(id);
  const argv = container ? command(container) : null;
  if (!container?.health || !argv || container.status !== 'running') {
    if (container?.status === 'paused') next(turn, container);
    return;
  }
  if (container.health.probe) return;
  const exec = makeExec(turn, container, {
    argv,
    env: [],
    user: '',
    cwd: '',
    tty: false,
    stdin: false,
    stdout: true,
    stderr: true,
    privileged: false,
    detachKeys: '',
    probe: true,
  });
  const timeout = nanos(object(container.config['Healthcheck'])['Timeout'], TIMEOUT);
  turn.put(id, { health: { ...container.health, probe: { exec: exec.id, start: turn.now, output: '' } } });
  turn.do({ kind: 'timer', key: probeTimer(id), at: turn.now + timeout });
  startExec(turn, exec.id, null);
}

export function probeOutput(turn: Turn, exec: Exec, text: string): void {
  const health = turn.container(exec.container)?.health;
  if (health?.probe?.exec !== exec.id) return;
  const output = (health.probe.output + text).slice(0, OUTPUT);
  turn.put(exec.container, { health: { ...health, probe: { ...health.probe, output } } });
}

/** The probe took too long: it counts as failed, and is killed. */
export function probeLate(turn: Turn, id: string): void {
  const container = turn.container(id);
  const running = container?.health?.probe;
  if (!container?.health || !running) return;
  turn.do({ kind: 'signal', process: running.exec, signal: 'SIGKILL' });
  const seconds = Number(nanos(object(container.config['Healthcheck'])['Timeout'], TIMEOUT)) / 1e9;
  judge(turn, container, container.health, -1, `Health check exceeded timeout (${String(seconds)}s)`);
}

export function probeEnded(turn: Turn, exec: Exec, code: number): void {
  const container = turn.container(exec.container);
  if (container?.health?.probe?.exec !== exec.id) return;
  judge(turn, container, container.health, code, container.health.probe.output);
}

function judge(turn: Turn, container: Container, health: Health, code: number, output: string): void {
  turn.do({ kind: 'cancel', key: probeTimer(container.id) });
  const check = object(container.config['Healthcheck']);
  const entry: Probe = { start: health.probe?.start ?? turn.now, end: turn.now, code, output };
  const early = turn.now - (container.startedAt ?? 0n) < nanos(check['StartPeriod'], 0n);
  const good = code === 0;
  const failing = good ? 0 : health.status === 'starting' && early ? health.failing : health.failing + 1;
  const retries = number(check['Retries']) > 0 ? number(check['Retries']) : RETRIES;
  const status = good ? 'healthy' : failing >= retries ? 'unhealthy' : health.status;
  const log = [...health.log, entry].slice(-KEPT);
  const now = turn.put(container.id, { health: { status, failing, log, probe: null } });
  if (status !== health.status) tellContainer(turn, now, `health_status: ${status}`);
  if (now.status === 'running') next(turn, now);
}

/** `State.Health` as inspect shows it. */
export function shownHealth(health: Health, iso: (at: Nanos) => string): Obj {
  return {
    Status: health.status,
    FailingStreak: health.failing,
    Log: health.log.map((one) => ({
      Start: iso(one.start),
      End: iso(one.end),
      ExitCode: one.code,
      Output: one.output,
    })),
  };
}
