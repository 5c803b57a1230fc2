import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overviewOf } from '../../formatters/slack/replies.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { type DiscordSetup, refOf, setUpDiscord } from './discord-setup.ts';

let discord: DiscordSetup;
beforeEach(async () => {
  discord = await setUpDiscord();
});
afterEach(() => discord.stop());

describe('a thread that was deleted', () => {
  const digest = overviewOf(sampleDigest());
  const failure = { kind: 'failure', language: 'en', code: 'youtube-blocked', reason: null, retryAtMs: 5 } as const;

  it('is opened anew when there is something to say again', async () => {
    const { fake, surface, signal } = discord;
    const message = fake.say('https://youtu.be/vdgSample01');
    const ref = refOf(fake, message);
    await surface.post(ref, digest, { signal });
    fake.world.channels.delete(message.id);
    await surface.post(ref, digest, { signal });
    expect(fake.posts(fake.thread(message))).toHaveLength(1);
  });

  it('is not opened to say that nothing can be said', async () => {
    const { fake, surface, signal } = discord;
    const message = fake.say('https://youtu.be/vdgSample01');
    const ref = refOf(fake, message);
    await surface.post(ref, digest, { signal });
    fake.world.channels.delete(message.id);
    await expect(surface.post(ref, failure, { signal })).rejects.toThrow('Unknown Channel');
    expect(fake.thread(message)).toBeUndefined();
  });
});

describe('a thread whose title Discord does not take', () => {
  it('is opened under a plain name, and answered in', async () => {
    const { fake, surface, signal } = discord;
    fake.world.unspeakable.add('framework');
    const message = fake.say('https://youtu.be/vdgSample01');
    await surface.post(refOf(fake, message), overviewOf(sampleDigest({ title: 'A framework' })), { signal });
    expect(fake.thread(message)?.name).toBe('YouTube');
    expect(fake.posts(fake.thread(message))).toHaveLength(1);
    expect(fake.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });
});
