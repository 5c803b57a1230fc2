import type { ChatAnswer } from '../../core/domain/chat-answer.ts';
import type { DownloadFormat } from '../../core/domain/chat-request.ts';
import { type DiscordMessage, message } from './message.ts';

/** A file that goes with a message, to be shown by a component of it. */
export interface DiscordFile {
  readonly name: string;
  readonly data: string;
  readonly contentType: string;
}

const contentTypes: Readonly<Record<DownloadFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Discord shows an attachment by its name, which it must take as it is: anything else in it becomes `_`. */
const strange = /[^\w.-]/g;

/** A file for one person, and the message that shows it. */
export function fileMessage({ name, format, content }: Extract<ChatAnswer, { kind: 'file' }>): {
  readonly message: DiscordMessage;
  readonly file: DiscordFile;
} {
  const plain = name
    .replace(strange, '_')
    .slice(-100)
    .replace(/^[_.-]+/, '');
  return {
    message: message([{ type: 13, file: { url: `attachment://${plain}` } }], 'ephemeral'),
    file: { name: plain, data: content, contentType: contentTypes[format] },
  };
}
