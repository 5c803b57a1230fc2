import type { ChatWish, DownloadFormat } from '../../domain/chat-request.ts';
import type { Digest } from '../../domain/digest.ts';
import type { ChatContext } from './chat-context.ts';
import type { FindDigest } from './find-digest.ts';

/** A digest that somebody wants as a file. */
export type DownloadWish = Extract<ChatWish, { kind: 'download' }>;

/** Writes a digest in a form. Subtitles of a digest without a full text are never asked for. */
export type FileFormats = Readonly<Record<DownloadFormat, (digest: Digest) => string>>;

/** Sends the file; says that there is nothing to send where a form needs a full text. Throws what making throws. */
export type DownloadDigest = (context: ChatContext, wish: DownloadWish) => Promise<void>;

/** The use case over its ports. */
export function createDownloadDigest(findDigest: FindDigest, formats: FileFormats): DownloadDigest {
  return async (context, { digest: ref, format }) => {
    const digest = await findDigest(context, ref);
    if (digest === null) return;
    const needsText = format === 'srt' || format === 'vtt';
    if (needsText && digest.passages.length === 0) {
      await context.note('nothing-to-show');
      return;
    }
    const content = formats[format](digest);
    const name = fileName(digest, format);
    await context.say({ kind: 'file', language: context.language, format, name, title: digest.title, content });
  };
}

/** A file system takes 255 bytes, a letter up to 4. */
const titleLetters = 40;

/**
 * `Title-of-the-talk.vdgSample01.zh-CN.md`: letters, digits, `-` and single dots, so that it means the same on every
 * system and in every program; never hidden, no way to another folder.
 */
export function fileName({ title, video, language }: Digest, format: DownloadFormat): string {
  const words = title.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const short = [...words.join('-')].slice(0, titleLetters).join('').replace(/-$/, '');
  const id = video.id.replaceAll(/[^\w-]/g, '');
  const tag = language.replaceAll(/[^A-Za-z0-9-]/g, '');
  return [short, id, tag, format].filter((part) => part !== '').join('.');
}
