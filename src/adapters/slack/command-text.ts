import type { ChatWish, WantedVideo } from '../../core/domain/chat-request.ts';
import { editDistance } from '../../core/domain/edit-distance.ts';
import { parseLanguage } from '../../core/domain/language.ts';
import { findPlaylistLinks, findVideoLinks } from '../../core/domain/links.ts';
import { answerModeSchema } from '../../core/domain/settings.ts';

/** Commands as they are typed behind `/digest`. */
const words = ['help', 'settings', 'language', 'mode', 'usage', 'private'] as const;

/**
 * What `/digest …` asks for. `<url> [language] [private]` in any order; what is no command gets help with the nearest
 * one. Never throws, whatever was typed.
 */
export function readCommandText(text: string): ChatWish {
  const videos = findVideoLinks(text);
  if (videos.length > 0) return digestWish(videos, text);
  if (findPlaylistLinks(text).length > 0) return { kind: 'no-video', origin: 'command', playlist: true };
  const [command = '', value = '', ...rest] = text.trim().toLowerCase().split(/\s+/);
  if (rest.length > 0) return helpWith(text);
  if (command === '' || (command === 'help' && value === '')) return { kind: 'help', typed: '', nearest: null };
  if ((command === 'settings' || command === 'usage') && value === '') return { kind: command };
  if (command === 'mode') {
    const mode = answerModeSchema.safeParse(value);
    return mode.success ? { kind: 'change-settings', change: { set: { mode: mode.data }, reset: [] } } : helpWith(text);
  }
  if (command === 'language') {
    const language = languageOf(value);
    return language === null ? helpWith(text) : { kind: 'change-settings', change: { set: { language }, reset: [] } };
  }
  return helpWith(text);
}

function digestWish(videos: readonly WantedVideo[], text: string): ChatWish {
  const others = text
    .replace(/<[^<>]*>/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !/[/.]/.test(word));
  const isPrivate = others.some((word) => word.toLowerCase() === 'private');
  const rest = others.filter((word) => word.toLowerCase() !== 'private');
  const [named] = rest;
  const language = named === undefined ? null : languageOf(named);
  // One word that is no language is a mistake worth telling; with more of them it is a sentence around a link.
  if (rest.length === 1 && language === null) return helpWith(text);
  return {
    kind: 'digest',
    origin: 'command',
    videos: videos.map(wanted),
    language: rest.length === 1 ? language : null,
    private: isPrivate,
    question: rest.length > 1,
    byApp: false,
    postedAtMs: null,
  };
}

/** What of a link matters for a request. */
export function wanted({ videoId, startMs, isShort }: WantedVideo): WantedVideo {
  return { videoId, startMs, isShort };
}

/** Canonical tag of what was typed; null for what is no language that has a name. */
export function languageOf(typed: string): string | null {
  try {
    const tag = parseLanguage(typed);
    const name = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
    return name === undefined ? null : tag;
  } catch {
    return null;
  }
}

function helpWith(text: string): ChatWish {
  const typed = text.trim().slice(0, 200);
  return { kind: 'help', typed, nearest: nearestCommand(typed) };
}

/** The command that takes the fewest changes to become, at most two; null when none is near. */
function nearestCommand(typed: string): string | null {
  const [word = ''] = typed.toLowerCase().split(/\s+/);
  const near = words
    .filter((each) => each !== 'private')
    .map((each) => ({ each, distance: editDistance(word.slice(0, 20), each) }))
    .toSorted((a, b) => a.distance - b.distance)[0];
  return near !== undefined && near.distance <= 2 ? near.each : null;
}
