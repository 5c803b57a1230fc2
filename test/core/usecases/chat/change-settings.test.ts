import { describe, expect, it } from 'vitest';
import type { Asker } from '../../../../src/core/domain/chat-request.ts';
import type { SettingsChange } from '../../../../src/core/domain/settings.ts';
import { createChangeSettings } from '../../../../src/core/usecases/chat/change-settings.ts';
import { createChannelSettings } from '../../../../src/core/usecases/chat/channel-settings.ts';
import { createChatContext } from '../../../../src/core/usecases/chat/chat-context.ts';
import {
  createMemoryAnswers,
  createMemorySettings,
  frame,
  guest,
  member,
  testSettings,
} from '../../../support/memory-answers.ts';

const place = { surface: 'slack', workspace: 'T1', channel: 'C1' };
const wholeWorkspace = { ...place, channel: null };

function setUp(locale: string | null = null) {
  const settings = createMemorySettings();
  const traits = { get: async (_workspace: string, trait: string) => (trait === 'locale' ? locale : null) };
  const channelSettings = createChannelSettings({ settings, traits }, testSettings);
  const change = createChangeSettings({ settings, channelSettings });
  const ask = async (wanted: SettingsChange, asker: Asker = member) => {
    const inForce = await channelSettings(place);
    const context = createChatContext(createMemoryAnswers(), frame({ asker }), inForce, new AbortController().signal);
    return change(context, wanted);
  };
  return { settings, channelSettings, ask };
}

describe('settings of a channel', () => {
  it('come from the channel, the workspace, the installer’s locale and the configuration, in this order', async () => {
    const { settings, channelSettings } = setUp('pt_br');
    expect(await channelSettings(place)).toMatchObject({ language: 'pt-BR', mode: 'auto' });
    await settings.change(wholeWorkspace, { set: { language: 'ja', mode: 'react' }, reset: [] });
    await settings.change(place, { set: { mode: 'off' }, reset: [] });
    expect(await channelSettings(place)).toMatchObject({ language: 'ja', mode: 'off' });
    expect(await channelSettings(wholeWorkspace)).toMatchObject({ language: 'ja', mode: 'react' });
  });

  it('fall back to the configuration where a locale is no language', async () => {
    expect((await setUp('!').channelSettings(place)).language).toBe('zh-CN');
    expect((await setUp().channelSettings(place)).language).toBe('zh-CN');
  });
});

describe('changing settings', () => {
  it('tells what is different now', async () => {
    const { ask, channelSettings } = setUp();
    const outcome = await ask({ set: { mode: 'react', language: 'pt_br', shorts: true }, reset: [] });
    expect(outcome).toMatchObject({
      kind: 'changed',
      changed: [
        { name: 'mode', before: 'auto', after: 'react' },
        { name: 'language', before: 'zh-CN', after: 'pt-BR' },
      ],
    });
    expect(await channelSettings(place)).toMatchObject({ mode: 'react', language: 'pt-BR' });
  });

  it('gives a setting back to the workspace', async () => {
    const { ask, settings } = setUp();
    await settings.change(wholeWorkspace, { set: { language: 'ja' }, reset: [] });
    await ask({ set: { language: 'ko' }, reset: [] });
    const outcome = await ask({ set: {}, reset: ['language'] });
    expect(outcome).toMatchObject({ changed: [{ name: 'language', before: 'ko', after: 'ja' }] });
  });

  it('changes nothing when anything is invalid', async () => {
    const { ask, settings } = setUp();
    const outcome = await ask({ set: { mode: 'off', language: 'no language' }, reset: [] });
    expect(outcome).toEqual({ kind: 'invalid', names: ['language'] });
    expect(await settings.find(place)).toEqual({});
  });

  it('refuses limits between which no video fits, together with what is set already', async () => {
    const { ask } = setUp();
    await ask({ set: { shortestMs: 60_000 }, reset: [] });
    expect(await ask({ set: { longestMs: 59_999 }, reset: [] })).toEqual({
      kind: 'invalid',
      names: ['shortestMs', 'longestMs'],
    });
    expect((await ask({ set: { longestMs: 60_000 }, reset: [] })).kind).toBe('changed');
  });

  it('is for admins where the channel says so, and never for guests', async () => {
    const { ask } = setUp();
    const off: SettingsChange = { set: { mode: 'off' }, reset: [] };
    const admin = { ...member, mayAdminister: true };
    expect(await ask(off, { ...guest, mayAdminister: true })).toEqual({ kind: 'refused', why: 'guest' });
    expect((await ask({ set: { whoChanges: 'admins' }, reset: [] })).kind).toBe('changed');
    expect(await ask(off)).toEqual({ kind: 'refused', why: 'not-allowed' });
    expect((await ask(off, admin)).kind).toBe('changed');
  });
});
