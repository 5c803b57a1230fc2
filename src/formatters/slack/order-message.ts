import type { WantedVideo } from '../../core/domain/chat-request.ts';
import { context, type SlackMessage, section } from './blocks.ts';

/** More are not named. */
const named = 20;

/** Who asked for which videos: the message whose thread the digests stand in. `userId` is Slack's own. */
export function orderMessage(userId: string, videos: readonly WantedVideo[]): SlackMessage {
  const links = videos.slice(0, named).map(({ videoId, startMs }) => {
    const start = startMs === null ? '' : `?t=${Math.floor(startMs / 1000)}`;
    return `https://youtu.be/${videoId}${start}`;
  });
  const who = /^[UW][A-Z0-9]{1,30}$/.test(userId) ? `<@${userId}> · ` : '';
  return {
    text: links.join(' '),
    blocks: [section(links.map((link) => `<${link}>`).join('\n')), context(`${who}/digest`)],
  };
}
