import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { projectRoot } from '../support/source-file.ts';

/** The real bot in a process of its own. */
export interface BotProcess {
  readonly startedAtMs: number;
  /** The end of its log. */
  log(): string;
  /** Rejects with the log once the process has ended by itself; never resolves. */
  readonly ended: Promise<never>;
  /** SIGKILL: it gets to do nothing more. */
  kill(): Promise<void>;
  /** SIGTERM, as an operator ends it. */
  stop(): Promise<void>;
}

/** Starts the bot as people start it. Whoever starts it ends it. */
export function startBotProcess(env: Readonly<Record<string, string>>): BotProcess {
  const startedAtMs = Date.now();
  const child = spawn(process.execPath, ['src/cli.ts', 'start'], {
    cwd: projectRoot,
    env: { ...env, PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  let isWanted = true;
  child.stderr.on('data', (piece: Buffer) => {
    log = `${log}${piece}`.slice(-8_000);
  });
  const exited = once(child, 'exit');
  const ended = new Promise<never>((_, reject) => {
    void exited.then(() => isWanted && reject(new Error(`the bot ended by itself: ${log}`)));
  });
  ended.catch(() => {});
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    isWanted = false;
    child.kill(signal);
    await exited;
  };
  return { startedAtMs, log: () => log, ended, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}
