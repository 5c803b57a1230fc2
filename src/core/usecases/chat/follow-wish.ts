import type { ChatWish, DigestRef } from '../../domain/chat-request.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatStories } from './chat-stories.ts';
import { mayChange } from './may-spend.ts';
import { messageOf } from './message-of.ts';
import { orderOf } from './order-digests.ts';
import { isAsked } from './should-digest.ts';
import { showSettings } from './show-settings.ts';

/** Tells the story of a wish. Throws what it throws. */
export async function followWish(stories: ChatStories, context: ChatContext, wish: ChatWish): Promise<void> {
  const { language } = context;
  switch (wish.kind) {
    case 'digest':
      return stories.receiveLinks(context, wish);
    case 'digest-all':
      return stories.orderAll(context, wish);
    case 'no-video':
      if (isAsked(wish.origin)) await context.note(wish.playlist ? 'playlist' : 'no-video');
      return;
    case 'show-section':
      return stories.showSection(context, wish);
    case 'show-part':
      return stories.showPart(context, wish);
    case 'another-language':
      return stories.anotherLanguage(context, wish);
    case 'download':
      return stories.downloadDigest(context, wish);
    case 'choose-language':
      await context.say({ kind: 'language-choice', language, digest: wish.digest });
      return;
    case 'choose-download':
      await context.say({ kind: 'download-choice', language, digest: wish.digest });
      return;
    case 'digest-again':
    case 'remove':
    case 'post-full-text':
    case 'spend-anyway':
    case 'translate':
      return followButton(stories, context, wish.kind, wish.digest);
    case 'help': {
      const { typed, nearest } = wish;
      await context.say({ kind: 'help', language, typed, nearest });
      return;
    }
    case 'message-deleted':
      return stories.removeReplies.onDeletion(context);
    default:
      return followPlaceWish(stories, context, wish);
  }
}

/** What is about a channel and not about a digest. */
async function followPlaceWish(
  stories: ChatStories,
  context: ChatContext,
  wish: Extract<ChatWish, { kind: 'settings' | 'usage' | 'home' | 'change-settings' | 'welcome' }>,
): Promise<void> {
  switch (wish.kind) {
    case 'settings':
      return showSettings(context);
    case 'change-settings':
      return stories.saveSettings(context, wish.change, {
        everywhere: wish.everywhere ?? false,
        inView: wish.inView ?? false,
      });
    case 'usage':
      return showUsage(stories, context);
    case 'home':
      return stories.showHome(context);
    case 'welcome':
      return stories.welcome(context);
  }
}

/** What a workspace pays is not told to people of others. */
async function showUsage({ tellUsage }: ChatStories, context: ChatContext): Promise<void> {
  const { request, settings, language, signal } = context;
  if (request.asker.isGuest) {
    await context.note('guest');
    return;
  }
  const { surface, workspace, channel } = request.at;
  const here = channel === '' ? null : { channel, budgetUsd: settings.budgetUsd };
  const usage = await tellUsage({ viewer: { surface, workspace, viewer: request.asker.id }, here }, { signal });
  await context.say({ kind: 'usage', language, usage });
}

async function followButton(
  stories: ChatStories,
  context: ChatContext,
  kind: 'digest-again' | 'remove' | 'post-full-text' | 'spend-anyway' | 'translate',
  digest: DigestRef,
): Promise<void> {
  switch (kind) {
    case 'digest-again':
      return stories.digestAgain(context, digest);
    case 'remove':
      return stories.removeReplies.onWish(context);
    case 'post-full-text':
      return stories.orderFullText(context, digest);
    case 'translate':
      return stories.orderText(context, digest);
    case 'spend-anyway':
      return spendAnyway(stories, context, digest);
  }
}

/** A limit is a setting: whoever may change it may go beyond it. */
async function spendAnyway({ spendAnyway: order, spendToRead }: ChatStories, context: ChatContext, digest: DigestRef) {
  const { request, settings, signal } = context;
  if (!mayChange(request.asker, settings)) {
    await context.note(request.asker.isGuest ? 'guest' : 'not-allowed');
    return;
  }
  const ref = messageOf(request);
  if (ref === null) return spendToRead(context, digest);
  await order(orderOf(request, ref, [digest.videoId], digest.language), signal);
  await context.note('working');
}
