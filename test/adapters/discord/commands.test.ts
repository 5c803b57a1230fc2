import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discordCommands, registerCommands } from '../../../src/adapters/discord/commands.ts';
import { neededPermissions } from '../../../src/adapters/discord/permissions.ts';
import { languageChoices } from '../../../src/formatters/discord/language-choices.ts';
import { unknownFields } from '../../fakes/discord/schemas.ts';
import { type DiscordSetup, setUpDiscord } from './discord-setup.ts';

describe('the commands', () => {
  let discord: DiscordSetup;
  beforeEach(async () => {
    discord = await setUpDiscord();
  });
  afterEach(() => discord.stop());

  it('are taken by Discord, twice if need be', async () => {
    await registerCommands(discord.call, discord.fake.world.applicationId, discord.signal);
    await registerCommands(discord.call, discord.fake.world.applicationId, discord.signal);
    for (const command of discordCommands)
      expect(unknownFields('command', JSON.parse(JSON.stringify(command)))).toEqual([]);
  });

  it('are localised', () => {
    const [digest, menu] = discordCommands;
    expect(Object.keys(menu.name_localizations).sort()).toEqual(
      ['de', 'es-419', 'es-ES', 'fr', 'ja', 'ko', 'pt-BR', 'zh-CN', 'zh-TW'].sort(),
    );
    const [video] = digest.options;
    expect(video.name_localizations).toMatchObject({ 'zh-CN': '视频', de: 'video', 'pt-BR': 'vídeo' });
    expect(video.description).toBe('Digest a YouTube video');
  });

  it('are not registered for another’s application', async () => {
    await expect(registerCommands(discord.call, '1', discord.signal)).rejects.toMatchObject({ code: 'chat-refused' });
  });
});

describe('the permissions asked for', () => {
  it('are those that are used, and no more', () => {
    const { AddReactions, AttachFiles, CreatePublicThreads } = PermissionFlagsBits;
    const { ReadMessageHistory, SendMessages, SendMessagesInThreads, ViewChannel } = PermissionFlagsBits;
    const needed = [AddReactions, AttachFiles, CreatePublicThreads, ReadMessageHistory];
    expect(neededPermissions).toBe(
      [...needed, SendMessages, SendMessagesInThreads, ViewChannel].reduce((sum, bit) => sum | bit, 0n),
    );
  });
});

describe('languageChoices', () => {
  it.each([
    ['', 'en', 'en'],
    ['deu', 'en', 'de'],
    ['german', 'ja', 'de'],
    ['ドイツ', 'ja', 'de'],
    ['pt-BR', 'en', 'pt-BR'],
    ['eo', 'en', 'eo'],
  ])('finds for %s in %s first %s', (typed, language, value) => {
    expect(languageChoices(typed, language)[0]?.value).toBe(value);
  });

  it.each(['xx-nonsense-xx', '<@1>', 'qqq', '你好'])('finds nothing for %s', (typed) => {
    expect(languageChoices(typed, 'en')).toEqual([]);
  });

  it('gives 25 at most, each within 100 characters', () => {
    const choices = languageChoices('', 'fr');
    expect(choices).toHaveLength(25);
    for (const { name } of choices) expect(name.length).toBeLessThanOrEqual(100);
  });
});
