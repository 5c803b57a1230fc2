import type { ChatNote } from '../../core/domain/chat-answer.ts';
import { requestsFor } from '../strings/requests/requests-for.ts';
import { escapeDiscord } from './escape-discord.ts';

/** A note as Discord Markdown. Rights have other names here than elsewhere. */
export function noteText(note: ChatNote, language: string): string {
  const words = requestsFor(language);
  return escapeDiscord(note === 'not-allowed' ? words.needsManageChannels : words.notes[note]);
}
