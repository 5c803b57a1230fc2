import type { AskedAt, DigestRef } from '../../core/domain/chat-request.ts';
import { downloadFormats } from '../../core/domain/chat-request.ts';
import { commandsFor, requestsFor } from '../strings/requests/requests-for.ts';
import { actionIds, callbackIds, digestValue } from './action-value.ts';
import { type ActionsBlock, button, option, section } from './blocks.ts';
import { clipMrkdwn, escapeMrkdwn } from './escape-mrkdwn.ts';
import { languageSelect } from './language-options.ts';
import { input, type ModalView, modal } from './views.ts';

/** Ids of the fields: what a page carries back. */
export const fields = { link: 'link', language: 'language', private: 'private', channel: 'channel' } as const;
/** The value of the one box that can be ticked. */
const ticked = 'yes';

/** Where a page was opened, in its metadata: the answer goes there. */
export function metadataOf(at: Pick<AskedAt, 'channel' | 'message' | 'thread'>, digest: DigestRef | null): string {
  const { channel, message, thread } = at;
  return JSON.stringify({ channel, message, thread, digest: digest === null ? '' : digestValue(digest) });
}

/** Something is on its way. */
export function waitingView(language: string, metadata: string): ModalView {
  const { reader, page } = requestsFor(language);
  const words = section(escapeMrkdwn(reader.waiting));
  return modal({ callbackId: callbackIds.waiting, close: page.close, metadata }, [words]);
}

/** One short text where a page was open. */
export function textView(language: string, texts: readonly string[]): ModalView {
  const blocks = texts.map((text) => section(clipMrkdwn(text, 2_900)));
  return modal({ callbackId: callbackIds.waiting, close: requestsFor(language).page.close }, blocks);
}

/** Any video in any language, for one person alone or in a channel. */
export function digestVideoView(language: string, metadata: string): ModalView {
  const { page } = requestsFor(language);
  const commands = commandsFor(language);
  const link = { type: 'plain_text_input', action_id: actionIds.linkInput, max_length: 2_000 } as const;
  return modal({ callbackId: callbackIds.digest, close: page.close, submit: page.digest, metadata }, [
    input(fields.link, commands.url.description, link, { optional: false }),
    input(fields.language, commands.language.description, languageSelect(language, null)),
    privateField(language, true),
    input(fields.channel, page.channel, channelSelect),
  ]);
}

/** Another language for a digest. */
export function languageView(language: string, metadata: string): ModalView {
  const { page } = requestsFor(language);
  const select = languageSelect(language, null);
  return modal({ callbackId: callbackIds.language, close: page.close, submit: page.digest, metadata }, [
    input(fields.language, commandsFor(language).language.description, select, { optional: false }),
    privateField(language, false),
  ]);
}

/** Slack picks the channel that the page is opened from. */
const channelSelect = {
  type: 'conversations_select',
  action_id: actionIds.channelInput,
  default_to_current_conversation: true,
  filter: { include: ['public', 'private'], exclude_bot_users: true },
} as const;

function privateField(language: string, isOn: boolean) {
  const label = commandsFor(language).private.description;
  const box = option(label, ticked);
  const element = { type: 'checkboxes', action_id: actionIds.privateInput, options: [box] } as const;
  return input(fields.private, label, isOn ? { ...element, initial_options: [box] } : element);
}

/** A button for each form in which a digest can be downloaded. */
export function downloadView(language: string, digest: DigestRef, metadata: string): ModalView {
  const { page } = requestsFor(language);
  const names = { md: 'Markdown', srt: 'SRT', vtt: 'WebVTT', json: 'JSON' } as const;
  const elements = downloadFormats.map((format) =>
    button(`${actionIds.download}_${format}`, names[format], digestValue(digest)),
  );
  const row: ActionsBlock = { type: 'actions', elements };
  const question = section(escapeMrkdwn(page.chooseDownload));
  return modal({ callbackId: callbackIds.download, close: page.close, metadata }, [question, row]);
}
