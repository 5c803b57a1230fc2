import { slept } from '../domain/slept.ts';
import type { Clock, Logger } from '../ports/runtime.ts';
import type { RequestVoice } from './request-voice.ts';

/** The thread of an answer, opened before there is anything to say, on platforms where threads are opened. */
export interface ThreadOpening {
  /** Opens it under a provisional name unless a title is known soon. */
  begin(): void;
  /** Opens it under this name, if it is not open yet. */
  titled(title: string): void;
  /** Opens nothing more, and waits for what is under way. */
  end(): Promise<void>;
}

/** What opening needs of the world. */
export interface ThreadOpeningDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A message that shows nothing for longer looks unheard. */
const patienceMs = 2_000;

/** Nothing opened yet. A failure is logged: whatever is wrong is wrong for the answer too, which tells of it. */
export function createThreadOpening(
  voice: Pick<RequestVoice, 'prepare' | 'signal'>,
  { clock, logger }: ThreadOpeningDeps,
): ThreadOpening {
  const ended = new AbortController();
  let waiting: Promise<void> | null = null;
  let opened: Promise<void> | null = null;
  const open = async (title: string | null): Promise<void> => {
    try {
      await voice.prepare(title);
    } catch (error) {
      if (voice.signal.aborted) return;
      logger.info('a thread could not be opened ahead', { error: error instanceof Error ? error : String(error) });
    }
  };
  const openOnce = (title: string | null): void => {
    if (ended.signal.aborted) return;
    opened ??= open(title);
  };
  return {
    begin() {
      waiting ??= slept(clock, patienceMs, AbortSignal.any([voice.signal, ended.signal])).then((isTime) => {
        if (isTime) openOnce(null);
      });
    },
    titled: openOnce,
    async end() {
      ended.abort();
      await waiting;
      await opened;
    },
  };
}
