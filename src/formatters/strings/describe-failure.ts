import type { ErrorCode } from '../../core/domain/errors.ts';
import type { Catalogue } from './catalogue.ts';

/** What is known about a failure when it is put into words. */
export interface FailureFacts {
  readonly code: ErrorCode;
  /** The other side's words, untrusted; shown only where they tell more than the code does. */
  readonly reason: string | null;
  /** When the bot tries again by itself, as the reader is to see it; null when it will not. */
  readonly retryAt: string | null;
}

/** Both parts are plain text that may hold untrusted words: escape them for wherever they go. */
export interface FailureSentences {
  readonly cause: string;
  readonly next: string;
}

/** Whose words a reason is. Codes that are not listed explain themselves. */
const voices: Partial<Record<ErrorCode, 'youtube' | 'own'>> = {
  'video-unavailable': 'youtube',
  'video-unplayable': 'youtube',
  upcoming: 'youtube',
  'link-invalid': 'own',
  'captions-invalid': 'own',
  'language-invalid': 'own',
  'model-unknown': 'own',
  'model-request': 'own',
  'chat-refused': 'own',
  'config-invalid': 'own',
};

const reasonCharacters = 200;

/** The cause, and what happens next. */
export function describeFailure(strings: Catalogue, facts: FailureFacts): FailureSentences {
  const situation = strings.failures.situations[facts.code];
  const reason = spokenReason(strings, facts);
  return {
    cause: reason === '' ? situation.cause : `${situation.cause}${strings.punctuation.sentenceGap}${reason}`,
    next: facts.retryAt === null ? situation.next : (situation.waiting ?? strings.failures.nextTry(facts.retryAt)),
  };
}

function spokenReason({ punctuation }: Catalogue, { code, reason }: FailureFacts): string {
  const voice = voices[code];
  const words = reason?.replace(/\s+/gu, ' ').trim() ?? '';
  if (voice === undefined || words === '') return '';
  const characters = [...words];
  const short = characters.length > reasonCharacters ? `${characters.slice(0, reasonCharacters).join('')}…` : words;
  const [open, close] = punctuation.quotes;
  return `${voice === 'youtube' ? `YouTube${punctuation.colon}` : ''}${open}${short}${close}`;
}
