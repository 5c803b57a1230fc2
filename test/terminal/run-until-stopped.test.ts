import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { VidigestError } from '../../src/core/domain/errors.ts';
import { runUntilStopped, type Stoppable } from '../../src/terminal/run-until-stopped.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { createMemoryLogger } from '../support/memory-logger.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function program(...args: readonly string[]) {
  const file = fileURLToPath(new URL('../support/stopping-program.ts', import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let out = '';
  let log = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const until = async (stream: () => string, text: string) => {
    while (!stream().includes(text)) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  return {
    child,
    ended,
    says: (text: string) => until(() => out, text),
    logs: (text: string) => until(() => log, text),
    out: () => out,
    log: () => log,
  };
}

describe.skipIf(process.platform === 'win32')('a real process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in good order at %s and ends with 0', async (name) => {
    const { child, ended, says, out, log } = program('well');
    await says('started');
    child.kill(name);
    expect(await ended).toBe(0);
    expect(out()).toBe('started\nstopped\n');
    expect(log()).toContain(`"signal":"${name}"`);
  });

  it('ends at once at a second signal', async () => {
    const { child, ended, says, logs, out } = program('never');
    await says('started');
    child.kill('SIGTERM');
    await logs('"msg":"stopping"');
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(out()).toBe('started\n');
  });

  it('stops while it is still starting', async () => {
    const { child, ended, says, out } = program('well', 'slowly');
    await says('starting');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(out()).toBe('starting\nstopped\n');
  });

  it('says when stopping failed', async () => {
    const { child, ended, says, log } = program('badly');
    await says('started');
    child.kill('SIGTERM');
    expect(await ended).toBe(1);
    expect(log()).toContain('cannot stop');
  });

  it('stops what failed to start, and passes the failure on', async () => {
    const { ended, out, log } = program('well', 'not');
    expect(await ended).toBe(6);
    expect(out()).toBe('stopped\n');
    expect(log()).toContain('cannot start');
  });
});

describe('runUntilStopped', () => {
  function setUp(running: Partial<Stoppable>) {
    const clock = createManualClock();
    const logger = createMemoryLogger();
    const exits: number[] = [];
    const process = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
    const stoppable: Stoppable = { start: async () => {}, stop: async () => {}, ...running };
    const result = runUntilStopped(stoppable, { process, clock, logger });
    return { clock, logger, exits, process, result };
  }

  it('gives up on a stop after 20 s, and says so', async () => {
    const { clock, logger, process, result } = setUp({ stop: () => new Promise(() => {}) });
    process.emit('SIGTERM', 'SIGTERM');
    await clock.untilSleeping();
    await clock.advance(19_999);
    expect(logger.entries.map(({ message }) => message)).toEqual(['stopping']);
    await clock.advance(1);
    expect(await result).toBe(1);
    expect(logger.entries.at(-1)).toMatchObject({ level: 'error', message: 'not stopped in time' });
    expect(process.listenerCount('SIGTERM') + process.listenerCount('SIGINT')).toBe(0);
  });

  it('hands a start that fails while stopping on, unless stopping is why', async () => {
    const failing = setUp({
      start: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('other')))),
    });
    failing.process.emit('SIGTERM', 'SIGTERM');
    await expect(failing.result).rejects.toThrow('other');
    const cancelled = setUp({
      start: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    cancelled.process.emit('SIGINT', 'SIGINT');
    expect(await cancelled.result).toBe(0);
  });

  it('stops when what runs is lost, and says with what', async () => {
    let stopped = false;
    const lost = Promise.withResolvers<Error>();
    const stop = async (): Promise<void> => {
      stopped = true;
    };
    const { result, process } = setUp({ stop, lost: lost.promise });
    lost.resolve(new VidigestError('config-invalid', 'the token is gone'));
    await expect(result).rejects.toThrow('the token is gone');
    expect(stopped).toBe(true);
    expect(process.listenerCount('SIGTERM') + process.listenerCount('SIGINT')).toBe(0);
  });

  it('does not take a cancellation that nobody asked for as an end', async () => {
    const { result } = setUp({ start: () => Promise.reject(new VidigestError('cancelled', 'by itself')) });
    await expect(result).rejects.toThrow('by itself');
  });
});
