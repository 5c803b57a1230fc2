import { SnowflakeUtil } from 'discord.js';
import type { ChatWish, RequestOrigin } from '../../core/domain/chat-request.ts';
import { findPlaylistLinks, findVideoLinks } from '../../core/domain/links.ts';

type TextWish = Extract<ChatWish, { kind: 'digest' | 'no-video' }>;

/** What a text asks for: its videos, or nothing that could be digested. `message` holds it; null for none. */
export function wishOfText(text: string, origin: RequestOrigin, message: string | null): TextWish {
  const videos = findVideoLinks(text).map(({ videoId, startMs, isShort }) => ({ videoId, startMs, isShort }));
  if (videos.length === 0) return { kind: 'no-video', origin, playlist: findPlaylistLinks(text).length > 0 };
  const rest = { language: null, private: false, question: origin === 'mention' && asksSomething(text), byApp: false };
  return { kind: 'digest', origin, videos, ...rest, postedAtMs: message === null ? null : postedAtMs(message) };
}

/** When a message was written: its id says so. */
export function postedAtMs(message: string): number {
  return /^\d{17,20}$/.test(message) ? SnowflakeUtil.timestampFrom(message) : 0;
}

/** The smallest id that a message of this instant can have, less one: lists begin after it. */
export function snowflakeAt(atMs: number): string {
  const sinceEpochMs = Math.max(0, Math.floor(atMs) - Number(SnowflakeUtil.epoch));
  const first = BigInt(sinceEpochMs) << 22n;
  return String(first > 0n ? first - 1n : first);
}

/** A question mark outside of addresses and mentions. */
function asksSomething(text: string): boolean {
  return /[?？]/.test(text.replace(/<[^>]*>|\S*:\/\/\S+/g, ' '));
}
