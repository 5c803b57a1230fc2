import type { HostProcess } from '../terminal/run-until-stopped.ts';

type Signals = Parameters<HostProcess['on']>[0];

/**
 * The process of a shard as those who stop it see it: losing its parent is a SIGTERM. Once is enough: whoever stops the
 * parent from a keyboard has sent a signal to both.
 */
export function createShardHost(process: NodeJS.Process): HostProcess {
  let isStopping = false;
  const own = new Map<Parameters<HostProcess['on']>[1], (name: Signals) => void>();
  return {
    on(name, listener) {
      const once =
        own.get(listener) ??
        ((signal: Signals): void => {
          if (!isStopping) listener(signal);
          isStopping = true;
        });
      own.set(listener, once);
      process.on(name, once);
      if (name === 'SIGTERM') process.once('disconnect', () => once('SIGTERM'));
    },
    off(name, listener) {
      process.off(name, own.get(listener) ?? listener);
    },
    exit: (code) => process.exit(code),
  };
}
