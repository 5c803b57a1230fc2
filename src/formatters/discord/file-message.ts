import type { Digest } from '../../core/domain/digest.ts';
import type { FileFormat } from './custom-id.ts';
import { type DiscordMessage, message } from './message.ts';

const contentTypes: Readonly<Record<FileFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** A digest as a file for one person: the message that shows it, and the name and type to send its content with. */
export interface FileMessage {
  readonly message: DiscordMessage;
  readonly name: string;
  readonly contentType: string;
}

/** `vdgSample01.zh-CN.md`. The content is the caller's. */
export function formatFileMessage({ video, language }: Digest, format: FileFormat): FileMessage {
  const name = `${video.id}.${language}.${format}`.replace(/[^\w.-]/g, '_').slice(-100);
  return {
    message: message([{ type: 13, file: { url: `attachment://${name}` } }], 'ephemeral'),
    name,
    contentType: contentTypes[format],
  };
}
