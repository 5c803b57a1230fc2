import type { FakeRequest } from '../fakes/discord/http-request.ts';
import { channelTypes, type FakeMessage } from '../fakes/discord/world.ts';
import { startFakeDiscord } from '../fakes/fake-discord.ts';
import { isFinished, json } from '../support/discord-bot.ts';
import type { CrashChat } from './crash-chat.ts';
import type { Asked } from './stories.ts';

/** A Discord on which nothing was said yet. It tells nobody later what was said while nobody listened. */
export async function startDiscordCrashChat(): Promise<CrashChat> {
  const discord = await startFakeDiscord();
  const { world, guild } = discord;
  const channels = ['one', 'two', 'three', 'four'].map(
    (name) => world.addChannel({ type: channelTypes.text, name, guild: guild.id }).id,
  );
  const messages = new Map<string, FakeMessage>();
  /** In the thread of a message, or as a reply to it. */
  const postsOf = ({ ts, channel }: Asked): readonly FakeMessage[] => [
    ...discord.posts(world.channels.get(ts)),
    ...discord.posts(world.channels.get(channel)).filter(({ replyTo }) => replyTo === ts),
  ];
  return {
    name: 'Discord',
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl },
    channels,
    writes: [
      ['set sign', 'digest'],
      ['open thread', 'digest'],
      ['post answer', 'digest'],
      ['edit draft', 'slow'],
      ['edit whole', 'digest'],
      ['post again', 'again'],
      ['take sign', 'digest'],
      ['take sign', 'in vain'],
    ],
    // Where a title comes late, and where nothing comes after a thread was opened.
    rareWrites: ['change thread'],
    trouble: { told: 'post answer', turned: 'edit whole', removed: 'delete message' },
    listeners: () => discord.gateway.sessions.filter(({ socket }) => socket !== null).length,
    say(text, channel) {
      const message = discord.say(text, { channel });
      messages.set(message.id, message);
      return message.id;
    },
    onWrite(decide) {
      discord.failWhere((request) => {
        const name = nameOf(request);
        if (name === null) return null;
        const holding = decide({ name, isAbout: ({ ts }) => isAbout(request, ts) });
        return holding === null ? null : { kind: holding === 'before' ? 'hang' : 'kept' };
      });
    },
    // All that is said unasked is one message: whatever a second one says, it is one too many.
    keysOf: (asked) => postsOf(asked).map(() => `${asked.ts} answer`),
    isAnswered(asked) {
      const posts = postsOf(asked);
      if (asked.story === 'in vain') return posts.length === 0;
      return asked.story === 'again' ? posts.length > 0 : posts.some(isFinished);
    },
    told: () => [],
    isMarked: ({ ts }) => [...(messages.get(ts)?.reactions.values() ?? [])].some((people) => people.size > 0),
    close: () => discord.close(),
  };
}

const names: readonly (readonly [method: string, path: RegExp, nameOf: (body: unknown) => string])[] = [
  ['PUT', /\/reactions\//, () => 'set sign'],
  ['DELETE', /\/reactions\//, () => 'take sign'],
  ['POST', /\/threads$/, () => 'open thread'],
  ['POST', /\/messages$/, (body) => (json(body).includes('"message_reference"') ? 'post again' : 'post answer')],
  ['PATCH', /\/messages\/\d+$/, (body) => (json(body).includes('"v1|chapters|') ? 'edit whole' : 'edit draft')],
  ['DELETE', /\/messages\/\d+$/, () => 'delete message'],
  ['PATCH', /^\/channels\/\d+$/, () => 'change thread'],
];

/** Null for what changes nothing that people see in a channel. */
function nameOf({ method, path, body }: FakeRequest): string | null {
  if (method === 'GET' || path.startsWith('/applications/')) return null;
  const found = names.find(([ofMethod, ofPath]) => ofMethod === method && ofPath.test(path));
  return found === undefined ? `${method} ${path.replaceAll(/\d{17,}/g, 'id')}` : found[2](body);
}

/** A thread has the id of the message that it began with. */
function isAbout({ path, body }: FakeRequest, message: string): boolean {
  return path.includes(`/${message}`) || json(body).includes(`"message_id":"${message}"`);
}
