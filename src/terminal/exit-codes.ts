import type { ErrorCode } from '../core/domain/errors.ts';

/** What the process ends with, so that a script can tell causes apart. */
export const exitCodes = {
  ok: 0,
  internal: 1,
  usage: 2,
  /** This video will not be digested: private, without captions, music, … */
  video: 3,
  /** The same command may succeed later: live, blocked, unreachable. */
  later: 4,
  model: 5,
  configuration: 6,
  /** As a shell reports an interrupted command. */
  cancelled: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byCode: Readonly<Record<ErrorCode, ExitCode>> = {
  'video-unavailable': exitCodes.video,
  'video-private': exitCodes.video,
  'members-only': exitCodes.video,
  'age-restricted': exitCodes.video,
  'country-blocked': exitCodes.video,
  'video-unplayable': exitCodes.video,
  'captions-none': exitCodes.video,
  'hardly-any-speech': exitCodes.video,
  'live-now': exitCodes.later,
  upcoming: exitCodes.later,
  'just-ended': exitCodes.later,
  'captions-gated': exitCodes.later,
  'youtube-blocked': exitCodes.later,
  'youtube-consent': exitCodes.later,
  'youtube-unreachable': exitCodes.later,
  'youtube-unreadable': exitCodes.later,
  'link-invalid': exitCodes.usage,
  'captions-invalid': exitCodes.usage,
  'language-invalid': exitCodes.usage,
  'model-auth': exitCodes.configuration,
  'model-credit': exitCodes.configuration,
  'model-unknown': exitCodes.configuration,
  'config-invalid': exitCodes.configuration,
  'model-request': exitCodes.model,
  'model-overloaded': exitCodes.model,
  'model-timeout': exitCodes.model,
  'model-unreachable': exitCodes.model,
  'model-refused': exitCodes.model,
  'model-truncated': exitCodes.model,
  'model-answer': exitCodes.model,
  'chat-refused': exitCodes.internal,
  'store-failed': exitCodes.internal,
  internal: exitCodes.internal,
  cancelled: exitCodes.cancelled,
};

/** Never `ok`: every situation that has a code ends a command without its digest. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return byCode[code];
}
