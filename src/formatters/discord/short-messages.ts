import type { Reply } from '../../core/domain/reply.ts';
import { sharedMomentText } from '../shared-moment.ts';
import { formatDay } from '../strings/dates.ts';
import { describeFailure } from '../strings/describe-failure.ts';
import { leftAloneText } from '../strings/left-alone-words.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { textDisplay } from './components.ts';
import { clipDiscord } from './escape-discord.ts';
import { maskedLink } from './masked-link.ts';
import { type DiscordMessage, message } from './message.ts';

const failureCharacters = 900;

/** One line that leads to the thread which holds the digest already. */
export function againMessage(reply: Extract<Reply, { kind: 'again' }>, nowMs: number): DiscordMessage {
  const strings = stringsFor(reply.language);
  const digested = clipDiscord(strings.chat.digestedOn(formatDay(strings, reply.postedAtMs, nowMs)), 200);
  const line = `${digested} → ${maskedLink(reply.link, strings.chat.thread)}`;
  const moment = clipDiscord(sharedMomentText(null, reply.sharedAt, reply.language), 250);
  return message([textDisplay(moment === '' ? line : `${line}\n-# ${moment}`)], 'loud');
}

/** The sign itself, with a word for those whom it does not reach. It notifies nobody. */
export function begunMessage({ language }: Extract<Reply, { kind: 'begun' }>): DiscordMessage {
  return message([textDisplay(`-# 👀 ${clipDiscord(stringsFor(language).chat.outlining, 200)}`)], 'silent');
}

/** Why a link gets no digest, and how to have one all the same. */
export function leftAloneMessage({ language, why }: Extract<Reply, { kind: 'left-alone' }>): DiscordMessage {
  return message([textDisplay(clipDiscord(leftAloneText(language, why), failureCharacters))], 'ephemeral');
}

/** No text holds this character; it keeps the place of the next try through escaping. */
const placeholder = '\uE000';

/** Why a message was not answered, and a link to it, for whoever wrote it. */
export function deniedMessage(language: string, reason: string | null, link: string): DiscordMessage {
  const strings = stringsFor(language);
  const { cause, next } = describeFailure(strings, { code: 'chat-refused', reason, retryAt: null });
  const sentences = clipDiscord(`${cause}${strings.punctuation.sentenceGap}${next}`, failureCharacters);
  return message([textDisplay(`${link}\n${sentences}`)], 'loud');
}

/** The cause, and what happens next. Discord shows the time of the next try in each reader's own zone and language. */
export function failureMessage(reply: Extract<Reply, { kind: 'failure' }>, nowMs: number): DiscordMessage {
  const strings = stringsFor(reply.language);
  const { code, retryAtMs } = reply;
  const reason = reply.reason?.replaceAll(placeholder, '') ?? null;
  const { cause, next } = describeFailure(strings, { code, reason, retryAt: retryAtMs === null ? null : placeholder });
  const sentences = clipDiscord(`${cause}${strings.punctuation.sentenceGap}${next}`, failureCharacters);
  return message([textDisplay(sentences.replaceAll(placeholder, () => timestamp(retryAtMs ?? 0, nowMs)))], 'loud');
}

/** Half a day ahead it may be tomorrow for the reader. */
function timestamp(atMs: number, nowMs: number): string {
  return `<t:${Math.round(atMs / 1000)}:${atMs - nowMs < 12 * 3_600_000 ? 't' : 'f'}>`;
}
