import type { AskedAt } from '../../core/domain/chat-request.ts';
import type { SurfaceOptions } from '../../core/ports/chat-surface.ts';
import type { SlackCall } from './slack-call.ts';
import { refusalOf } from './slack-failure.ts';
import type { SpeakAs } from './workspaces.ts';

/**
 * Whether the bot is in a channel: people can use its shortcuts where it is not. Where Slack does not say, as in direct
 * messages without a scope of their own, it is taken to be.
 */
export function createMayAnswer({ speakAs, call }: { readonly speakAs: SpeakAs; readonly call: SlackCall }) {
  return async (
    { workspace, channel }: Pick<AskedAt, 'workspace' | 'channel'>,
    { signal }: SurfaceOptions,
  ): Promise<boolean> => {
    try {
      const get = () => speakAs(workspace, (client) => client.conversations.info({ channel }));
      const { channel: known } = await call({ method: 'conversations.info', idempotent: true }, get, signal);
      return known?.is_im === true || known?.is_member !== false;
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === '') throw error;
      // A private channel is not even told of.
      return refusal !== 'channel_not_found';
    }
  };
}
