import { type ErrorCode, vidigestErrorIn } from '../domain/errors.ts';
import type { PostRef, Reply } from '../domain/reply.ts';
import type { Clock } from '../ports/runtime.ts';
import type { RequestVoice, Standing } from './request-voice.ts';

export interface Failure {
  readonly code: ErrorCode;
  readonly reason: string | null;
  /** When the bot tries again by itself; null when it will not. */
  readonly retryAtMs: number | null;
  /** Somebody asked the bot itself: whatever the cause, it is said in the thread. */
  readonly asked: boolean;
}

/** What the thread says of a digest that did not come about; one message at most, over all runs. */
export interface FailureNotice {
  /** False when nothing is said but to the author. */
  tell(failure: Failure): Promise<boolean>;
  /** An overview that was begun becomes the place for the notice. */
  adopt(post: PostRef): void;
  /**
   * The message to turn into the overview now that one is ready: the notice while it is fresh. An old one is deleted,
   * because an edit notifies nobody, and null returned.
   */
  takeOver(): Promise<PostRef | null>;
}

/** Within this time people still look at the notice; later only a new message reaches them. */
const freshMs = 10 * 60_000;

/**
 * Causes that lie in the video itself. Where nobody asked the bot about it, only the one who posted the link hears of
 * them.
 */
const quiet: ReadonlySet<ErrorCode> = new Set([
  'video-unavailable',
  'video-private',
  'members-only',
  'age-restricted',
  'country-blocked',
  'video-unplayable',
  'live-now',
  'upcoming',
  'just-ended',
  'captions-none',
  'captions-gated',
  'hardly-any-speech',
]);

/** A notice for one request, which goes on with what an earlier run has left. */
export function createFailureNotice(voice: RequestVoice, clock: Clock): FailureNotice {
  const { language } = voice.request;
  let place: Standing | null | undefined;
  const known = async (): Promise<Standing | null> => {
    if (place === undefined) place = await voice.standing();
    return place;
  };
  return {
    async tell({ asked, ...failure }) {
      const reply: Reply = { kind: 'failure', language, ...failure };
      const standing = await known();
      const isSaid = asked || !quiet.has(failure.code);
      const mayBecome = standing !== null && (isSaid || !standing.empty);
      if (mayBecome && (await edited(voice, standing.post, reply))) return true;
      if (isSaid) {
        // Under the overview's name: one that an earlier worker posted and did not live to write down is made to say it.
        const post = await voice.put(standing === null ? 'overview' : 'failure', reply);
        place = post === null ? null : { post, sinceMs: clock.now(), own: false, empty: false };
        return true;
      }
      await voice.tell(reply);
      return false;
    },
    adopt(begun) {
      place = { post: begun, sinceMs: clock.now(), own: false, empty: false };
    },
    async takeOver() {
      const standing = await known();
      place = null;
      if (standing === null || standing.own || clock.now() - standing.sinceMs < freshMs) return standing?.post ?? null;
      await voice.remove(standing.post);
      return null;
    },
  };
}

/** False when the message is not there any more, or not to be edited. */
async function edited(voice: RequestVoice, post: PostRef, reply: Reply): Promise<boolean> {
  try {
    await voice.edit(post, reply);
    return true;
  } catch (error) {
    const known = vidigestErrorIn(error);
    if (known?.code === 'chat-refused' && known.retryAtMs === undefined) return false;
    throw error;
  }
}
