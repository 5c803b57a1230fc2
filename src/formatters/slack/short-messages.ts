import type { Reply } from '../../core/domain/reply.ts';
import { sharedMomentText } from '../shared-moment.ts';
import { formatClock, formatDay } from '../strings/dates.ts';
import { describeFailure } from '../strings/describe-failure.ts';
import { leftAloneText } from '../strings/left-alone-words.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { context, type SlackMessage, section } from './blocks.ts';
import { clipMrkdwn, escapeMrkdwn, mrkdwnLink } from './escape-mrkdwn.ts';

const failureCharacters = 700;

/** One line that leads to the thread which holds the digest already. */
export function againMessage(reply: Extract<Reply, { kind: 'again' }>, nowMs: number): SlackMessage {
  const strings = stringsFor(reply.language);
  const digested = escapeMrkdwn(strings.chat.digestedOn(formatDay(strings, reply.postedAtMs, nowMs)));
  const link = mrkdwnLink(reply.link, strings.chat.thread);
  const moment = clipMrkdwn(sharedMomentText(null, reply.sharedAt, reply.language), 250);
  const below = moment === '' ? [] : [context(moment)];
  return {
    text: [digested, moment].filter((part) => part !== '').join('\n'),
    blocks: [section(`${digested} → ${link}`), ...below],
  };
}

/** The sign itself, with a word for those whom it does not reach. */
export function begunMessage({ language }: Extract<Reply, { kind: 'begun' }>): SlackMessage {
  const text = `👀 ${escapeMrkdwn(stringsFor(language).chat.outlining)}`;
  return { text, blocks: [context(text)] };
}

/** Why a link gets no digest, and how to have one all the same. */
export function leftAloneMessage({ language, why }: Extract<Reply, { kind: 'left-alone' }>): SlackMessage {
  const text = escapeMrkdwn(leftAloneText(language, why));
  return { text, blocks: [section(text)] };
}

/** No text holds this character; it keeps the place of the next try through escaping. */
const placeholder = '\uE000';

/** The cause, and what happens next. The time of the next try is shown in each reader's own zone. */
export function failureMessage(reply: Extract<Reply, { kind: 'failure' }>, nowMs: number): SlackMessage {
  const strings = stringsFor(reply.language);
  const { code, retryAtMs } = reply;
  const reason = reply.reason?.replaceAll(placeholder, '') ?? null;
  const retryAt = retryAtMs === null ? null : placeholder;
  const { cause, next } = describeFailure(strings, { code, reason, retryAt });
  const sentences = clipMrkdwn(`${cause}${strings.punctuation.sentenceGap}${next}`, failureCharacters);
  if (retryAtMs === null) return { text: sentences, blocks: [section(sentences)] };
  const clock = `${formatClock(strings, retryAtMs, nowMs)} UTC`;
  const date = `<!date^${Math.round(retryAtMs / 1000)}^${dateFormat(retryAtMs, nowMs)}|${escapeMrkdwn(clock)}>`;
  return {
    text: sentences.replaceAll(placeholder, () => escapeMrkdwn(clock)),
    blocks: [section(sentences.replaceAll(placeholder, () => date))],
  };
}

/** Half a day ahead it may be tomorrow for the reader. */
function dateFormat(atMs: number, nowMs: number): string {
  return atMs - nowMs < 12 * 3_600_000 ? '{time}' : '{date_short_pretty}, {time}';
}
