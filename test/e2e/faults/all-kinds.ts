import type { Fault } from '../../fakes/claude/faults.ts';
import type { FaultKind } from '../../fakes/discord/faults.ts';
import type { SlackFault } from '../../fakes/slack/faults.ts';
import type { Situation } from '../../fakes/youtube/fake-video.ts';

const claude: Readonly<Record<Fault['kind'], true>> = {
  status: true,
  'error-event': true,
  destroy: true,
  cut: true,
  hang: true,
  'ping-forever': true,
  truncate: true,
  refusal: true,
  'left-open': true,
  fences: true,
  lines: true,
  injection: true,
  condense: true,
  copy: true,
  rewrite: true,
};

const slack: Readonly<Record<SlackFault['kind'], true>> = {
  error: true,
  'rate-limit': true,
  status: true,
  page: true,
  hang: true,
  cut: true,
  'lose-answer': true,
  'keep-answer': true,
  'cut-answer': true,
};

const discord: Readonly<Record<FaultKind, true>> = {
  lost: true,
  cut: true,
  kept: true,
  broken: true,
  page: true,
  hang: true,
  dropped: true,
  limited: true,
};

const youTube: Readonly<Record<Exclude<Situation, 'ok'>, true>> = {
  'bot-check': true,
  'session-limited': true,
  private: true,
  'members-only': true,
  'age-restricted': true,
  'country-blocked': true,
  premium: true,
  unplayable: true,
  'not-on-this-app': true,
  removed: true,
  'live-now': true,
  upcoming: true,
  'just-ended': true,
  ended: true,
  'no-captions': true,
  'other-video': true,
  'not-json': true,
  'not-a-player-answer': true,
  'foreign-host': true,
  'gated-address': true,
  captcha: true,
  'captcha-redirect': true,
  consent: true,
  'consent-redirect': true,
  'too-many-requests': true,
  forbidden: true,
  'server-error': true,
  'server-error-once': true,
  hang: true,
  'hang-mid-body': true,
  'cut-mid-body': true,
  'captions-empty': true,
  'captions-no-words': true,
  'captions-unknown-format': true,
  'captions-ignore-format': true,
  'captions-page': true,
  'captions-captcha': true,
  'captions-too-many-requests': true,
  'captions-not-found': true,
  'captions-server-error': true,
  'captions-hang': true,
  'captions-hang-mid-body': true,
  'captions-cut-mid-body': true,
  'captions-endless': true,
};

/** What each fake calls its faults, all of them: a new one has to be named here, and then met in the table. */
export const allKinds = {
  Claude: Object.keys(claude),
  Slack: Object.keys(slack),
  Discord: Object.keys(discord),
  YouTube: Object.keys(youTube),
} as const;
