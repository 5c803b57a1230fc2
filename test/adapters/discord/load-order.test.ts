// The house's own undici, before discord.js with another: what is set up for all of a process is then ours.
import { getGlobalDispatcher } from 'undici';
import { afterEach, expect, it } from 'vitest';
import { type DiscordSetup, setUpDiscord } from './discord-setup.ts';

const setups: DiscordSetup[] = [];
afterEach(async () => {
  for (const each of setups.splice(0)) await each.stop();
});

it('uploads files to Discord, whichever undici was loaded first', async () => {
  expect(getGlobalDispatcher()).toBeDefined();
  const discord = await setUpDiscord();
  setups.push(discord);
  const { text } = discord.fake.channels;
  const file = { name: 'talk.md', data: '# A talk', contentType: 'text/markdown' };
  const body = { flags: 32_768, components: [{ type: 13, file: { url: 'attachment://talk.md' } }] };
  const request = { method: 'POST', route: `/channels/${text.id}/messages`, body, files: [file] } as const;
  await discord.call({ ...request, repeatable: false, what: 'post a file' }, discord.signal);
  expect(discord.fake.posts(text)).toMatchObject([{ files: [{ name: 'talk.md', text: '# A talk' }] }]);
});
