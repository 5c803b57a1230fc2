import type { MessageRef } from '../../core/domain/reply.ts';
import {
  type AnswerMode,
  answerModes,
  type ChapterChoice,
  type CustomId,
  parseChapterChoice,
  parseCustomId,
} from '../../formatters/discord/custom-id.ts';
import type { Place } from './directory.ts';
import type { RawInteraction } from './interaction-schema.ts';
import { directMessages } from './threads.ts';

/** What somebody wants. All texts are theirs and untrusted. */
export type InteractionRequest =
  | { readonly kind: 'video'; readonly url: string; readonly language: string | null; readonly isPrivate: boolean }
  /** From the menu of a message. */
  | { readonly kind: 'message'; readonly ref: MessageRef; readonly text: string }
  | { readonly kind: 'settings' | 'usage' | 'help' }
  /** `language` is as typed or picked, not checked. */
  | { readonly kind: 'set-language'; readonly language: string }
  | { readonly kind: 'set-mode'; readonly mode: AnswerMode }
  /** A button. `chosen` is the value picked in a menu; of a menu of chapters see `chapter`. */
  | {
      readonly kind: 'action';
      readonly id: Exclude<CustomId, { action: 'chapters' | 'mode' }>;
      readonly chosen: string | null;
    }
  | { readonly kind: 'chapter'; readonly videoId: string; readonly language: string; readonly choice: ChapterChoice }
  /** A button of another version, or something made up. */
  | { readonly kind: 'unknown' };

/** How people are answered: one of them or all, by a new message or in place of the one that holds the button. */
export type AnswerForm = 'private' | 'public' | 'in-place';

/** Reads a command, button or menu; `place` is where it was used. */
export function readRequest(raw: RawInteraction, place: Place): InteractionRequest {
  if (raw.type === 3) return readComponent(raw);
  if (raw.type !== 2) return { kind: 'unknown' };
  return raw.data?.type === 3 ? readMessageCommand(raw, place) : readCommand(raw);
}

/** A page turns in place; a digest that is asked for openly is answered openly; all else is for one person. */
export function answerFormOf(request: InteractionRequest): AnswerForm {
  if (request.kind === 'action' && request.id.action === 'page') return 'in-place';
  return request.kind === 'video' && !request.isPrivate ? 'public' : 'private';
}

function readCommand({ data }: RawInteraction): InteractionRequest {
  const [subcommand] = data?.options ?? [];
  const options = new Map((subcommand?.options ?? []).map(({ name, value }) => [name, value]));
  const text = (name: string): string | null => {
    const value = options.get(name);
    return typeof value === 'string' ? value : null;
  };
  switch (subcommand?.name) {
    case 'video':
      return {
        kind: 'video',
        url: text('url') ?? '',
        language: text('language'),
        isPrivate: options.get('private') === true,
      };
    case 'settings':
    case 'usage':
    case 'help':
      return { kind: subcommand.name };
    case 'language':
      return { kind: 'set-language', language: text('language') ?? '' };
    case 'mode': {
      const mode = answerModes.find((each) => each === text('mode'));
      return mode === undefined ? { kind: 'unknown' } : { kind: 'set-mode', mode };
    }
    default:
      return { kind: 'unknown' };
  }
}

function readMessageCommand({ data, guild_id }: RawInteraction, place: Place): InteractionRequest {
  const target = data?.resolved?.messages?.[data.target_id ?? ''];
  if (target === undefined) return { kind: 'unknown' };
  const workspace = guild_id ?? directMessages;
  const ref: MessageRef = {
    surface: 'discord',
    workspace,
    ...place,
    message: target.id,
    author: target.author?.id ?? '',
  };
  return { kind: 'message', ref, text: target.content ?? '' };
}

function readComponent({ data }: RawInteraction): InteractionRequest {
  const id = parseCustomId(data?.custom_id ?? '');
  if (id === null) return { kind: 'unknown' };
  if (id.action === 'mode') return { kind: 'set-mode', mode: id.mode };
  const chosen = data?.values?.[0] ?? null;
  if (id.action !== 'chapters') return { kind: 'action', id, chosen };
  const choice = parseChapterChoice(chosen ?? '');
  return choice === null
    ? { kind: 'unknown' }
    : { kind: 'chapter', videoId: id.videoId, language: id.language, choice };
}
