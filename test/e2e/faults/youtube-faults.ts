import type { Situation } from '../../fakes/youtube/fake-video.ts';
import type { FaultCase } from './fault-case.ts';
import { talkId } from './fault-world.ts';

type Rest = Pick<FaultCase, 'sees' | 'ends' | 'again' | 'borne' | 'after'>;

/** Every client meets it, for as long as the case does not say otherwise. */
function meets(fault: string, situation: Situation, rest: Rest): FaultCase {
  return {
    fault,
    where: 'YouTube',
    kind: situation,
    before: ({ youtube }) => youtube.setSituation(talkId, situation),
    ...rest,
  };
}

/** Nobody asked about the video itself: only who posted the link hears of it, and hears no more. */
const quietly = (code: string): Rest => ({ sees: [`to the poster: ${code}`], ends: `failed, ${code}` });
/** Told to who posted the link; comes again by itself for a day, here until it is over. */
const quietlyUntil = (code: string): Rest => ({
  sees: [`to the poster: ${code}…`, 'whole answer'],
  ends: 'done',
  again: ['digest'],
  after: passes,
});
/** Told in the thread, which then gets the answer. */
const openlyUntil = (code: string): Rest => ({
  sees: [`${code}…`, 'whole answer'],
  ends: 'done',
  again: ['digest'],
  after: passes,
});

/** The fault is over after the first time that it was told of. */
async function passes({ until, logged, youtube }: Parameters<NonNullable<FaultCase['after']>>[0]): Promise<void> {
  await until('the first try has failed', () => logged('a digest failed') > 0);
  youtube.setSituation(talkId, 'ok');
}

const whole: Rest = { sees: ['whole answer'], ends: 'done' };

/** What YouTube answers about a video, in every way that it is known to refuse or to fail. */
export const youTubeFaults: readonly FaultCase[] = [
  meets('429', 'too-many-requests', openlyUntil('youtube-blocked')),
  meets('403', 'forbidden', openlyUntil('youtube-blocked')),
  meets('blocked address', 'bot-check', openlyUntil('youtube-blocked')),
  meets('blocked for a session', 'session-limited', openlyUntil('youtube-blocked')),
  meets('page with a captcha', 'captcha', openlyUntil('youtube-blocked')),
  meets('sent to a captcha', 'captcha-redirect', openlyUntil('youtube-blocked')),
  meets('captions: 429', 'captions-too-many-requests', openlyUntil('youtube-blocked')),
  meets('captions: captcha', 'captions-captcha', openlyUntil('youtube-blocked')),
  meets('consent page', 'consent', openlyUntil('youtube-consent')),
  meets('sent to a consent page', 'consent-redirect', openlyUntil('youtube-consent')),
  {
    ...meets('5xx once', 'server-error-once', { ...whole, borne: 'another client is asked' }),
    before: ({ youtube }) => youtube.setSituation(talkId, 'server-error-once', 'ANDROID'),
  },
  meets('5xx', 'server-error', openlyUntil('youtube-unreachable')),
  meets('hang', 'hang', openlyUntil('youtube-unreachable')),
  meets('hang in the body', 'hang-mid-body', openlyUntil('youtube-unreachable')),
  meets('cut body', 'cut-mid-body', openlyUntil('youtube-unreachable')),
  meets('captions: 5xx', 'captions-server-error', openlyUntil('youtube-unreachable')),
  meets('captions: hang', 'captions-hang', openlyUntil('youtube-unreachable')),
  meets('captions: hang in the body', 'captions-hang-mid-body', openlyUntil('youtube-unreachable')),
  meets('captions: cut body', 'captions-cut-mid-body', openlyUntil('youtube-unreachable')),
  meets('answer is no JSON', 'not-json', { sees: ['youtube-unreadable'], ends: 'failed, youtube-unreadable' }),
  meets('answer is something else', 'not-a-player-answer', {
    sees: ['youtube-unreadable'],
    ends: 'failed, youtube-unreadable',
  }),
  meets('answer about another video', 'other-video', {
    sees: ['youtube-unreadable'],
    ends: 'failed, youtube-unreadable',
  }),
  meets('captions on a foreign host', 'foreign-host', {
    sees: ['youtube-unreadable'],
    ends: 'failed, youtube-unreadable',
  }),
  meets('captions: a web page', 'captions-page', { sees: ['youtube-unreadable'], ends: 'failed, youtube-unreadable' }),
  meets('captions: 404', 'captions-not-found', { sees: ['youtube-unreadable'], ends: 'failed, youtube-unreadable' }),
  meets('captions: unknown format', 'captions-unknown-format', {
    sees: ['youtube-unreadable'],
    ends: 'failed, youtube-unreadable',
  }),
  meets('captions: endless', 'captions-endless', { sees: ['youtube-unreadable'], ends: 'failed, youtube-unreadable' }),
  meets('captions: another format', 'captions-ignore-format', { ...whole, borne: 'read all the same' }),
  meets('captions: empty', 'captions-empty', quietlyUntil('captions-gated')),
  meets('captions: need a proof of origin', 'gated-address', quietlyUntil('captions-gated')),
  meets('no captions', 'no-captions', quietly('captions-none')),
  meets('captions: no words', 'captions-no-words', quietly('captions-none')),
  meets('private', 'private', quietly('video-private')),
  meets('removed', 'removed', quietly('video-unavailable')),
  meets('members only', 'members-only', quietly('members-only')),
  meets('age-restricted', 'age-restricted', quietly('age-restricted')),
  meets('country-blocked', 'country-blocked', quietly('country-blocked')),
  meets('needs Premium', 'premium', quietly('video-unplayable')),
  meets('unplayable', 'unplayable', quietly('video-unplayable')),
  meets('not on this app', 'not-on-this-app', quietly('video-unplayable')),
  meets('live', 'live-now', quietlyUntil('live-now')),
  {
    ...meets('upcoming', 'upcoming', quietlyUntil('upcoming')),
    before({ youtube }) {
      youtube.setSituation(talkId, 'upcoming');
      // Its start, years away, is then not known.
      youtube.setSituation(talkId, 'bot-check', 'WEB');
    },
  },
  meets('stream just ended', 'just-ended', quietlyUntil('just-ended')),
  meets('stream has ended', 'ended', quietlyUntil('just-ended')),
];
