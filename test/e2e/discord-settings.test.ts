import { describe, expect, it } from 'vitest';
import { requestsFor } from '../../src/formatters/strings/requests/requests-for.ts';
import type { FakeInteraction } from '../fakes/discord/interaction-state.ts';
import type { FakeMessage } from '../fakes/discord/world.ts';
import { digested, idIn, json, talkId, talkLink } from '../support/discord-bot.ts';
import { quiet, setUpDiscordTests } from '../support/discord-tests.ts';

const manager = { permissions: 1n << 4n, locale: 'en-US' };
const words = requestsFor('en');
const { start, bot, answered } = setUpDiscordTests();

/** Opens the settings of a channel. */
const opened = (use = manager): Promise<FakeMessage> => answered(bot().discord.slash('settings', {}, use));
/** Chooses in a menu, and waits until the settings say so. */
async function choose(panel: FakeMessage, setting: string, value: string | readonly string[], use = manager) {
  bot().discord.click(panel, idIn(panel, `v1|set|${setting}`), value, use);
  const wanted = typeof value === 'string' ? [value] : value;
  await bot().discord.waitFor(() => json(chosenIn(panel, setting)) === json(wanted));
  expect(json(panel.components)).toContain(words.notes['settings-saved']);
}
/** Opens the form of what is typed. */
async function openForm(on: FakeMessage): Promise<FakeInteraction> {
  const used = bot().discord.click(on, idIn(on, 'v1|limits|'), undefined, manager);
  await bot().discord.waitFor(() => used.form !== null);
  return used;
}
/** What is chosen in the menu of a setting. */
function chosenIn(panel: FakeMessage, setting: string): string[] {
  const menu = new RegExp(`"v1\\|set\\|${setting}".*?"options":(\\[.*?\\])`).exec(json(panel.components))?.[1] ?? '[]';
  const options = JSON.parse(menu) as { value: string; default?: boolean }[];
  return options.filter((option) => option.default === true).map(({ value }) => value);
}
/** What stands in the fields of an open form. */
const fieldsOf = (used: FakeInteraction) => used.form?.components.map(({ component }) => component.value ?? '');

describe('the settings of a channel on Discord', () => {
  it('are changed one by one, each as soon as it is chosen, and stay in view', async () => {
    const { discord } = await start();
    const panel = await opened();
    expect(chosenIn(panel, 'mode')).toEqual(['auto']);
    await choose(panel, 'mode', 'react');
    await choose(panel, 'language', 'ja');
    await choose(panel, 'shown', ['quotes', 'full-text']);
    await choose(panel, 'shorts', 'false');
    await choose(panel, 'translate', 'request');
    await choose(panel, 'whoChanges', 'anyone');
    const now = await opened();
    const names = ['mode', 'language', 'shown', 'shorts', 'translate', 'whoChanges'];
    expect(names.map((name) => chosenIn(now, name))).toEqual([
      ['react'],
      ['ja'],
      ['quotes', 'full-text'],
      ['false'],
      ['request'],
      ['anyone'],
    ]);
    expect(names.map((name) => chosenIn(panel, name))).toEqual(names.map((name) => chosenIn(now, name)));
    await choose(panel, 'shown', []);
    expect(chosenIn(panel, 'shown')).toEqual([]);
    expect(json(panel.components)).not.toContain('fold');
    expect(discord.refusals).toEqual([]);
  });

  it('are what the next link is answered by', async () => {
    const { discord } = await start();
    const panel = await opened();
    await choose(panel, 'language', 'fr');
    await choose(panel, 'shown', ['companies']);
    const { overview } = await digested(discord);
    expect(json(overview.components)).toContain(`v1|chapters|${talkId}|fr|0`);
    expect(json(overview.components)).not.toContain('v1|arguments|');
    const form = await openForm(panel);
    discord.fill(form, { shortestMs: '60' }, manager);
    await discord.waitFor(() => json(panel.components).includes('v1|limits|60||'));
    await choose(panel, 'language', 'de');
    const ignored = discord.say(talkLink);
    await quiet(1_000);
    expect(discord.thread(ignored)).toBeUndefined();
  });

  it('that are typed are asked for in a form, which holds what is in force', async () => {
    const { discord } = await start();
    const panel = await opened();
    const form = await openForm(panel);
    expect(form.answered).toBe(9);
    expect(fieldsOf(form)).toEqual(['', '', '']);
    await answered(
      discord.fill(form, { shortestMs: '1,5', longestMs: '90', budgetUsd: '0' }, manager),
      words.notes['settings-saved'],
    );
    expect(json(panel.components)).toMatch(/minutes\*\*: 1\.5.*minutes\*\*: 90.*dollars\*\*: \$0/);
    const again = await openForm(panel);
    expect(fieldsOf(again)).toEqual(['1.5', '90', '0']);
    await answered(discord.fill(again, { longestMs: '', budgetUsd: '' }, manager), 'v1.limits.1.5.."');
    expect(fieldsOf(await openForm(panel))).toEqual(['1.5', '', '']);
    expect(discord.refusals).toEqual([]);
  });

  it('say what is wrong with what was typed, lose none of it and change nothing', async () => {
    const { discord } = await start();
    const panel = await opened();
    const typed = { shortestMs: 'ten', longestMs: '9999999', budgetUsd: '12.50' };
    const wrong = await answered(discord.fill(await openForm(panel), typed, manager), words.page.badNumber);
    expect(json(wrong.components)).toContain(words.page.tooLarge);
    expect(json(wrong.components)).toMatch(/“ten”.*“9999999”/);
    const again = await openForm(wrong);
    expect(fieldsOf(again)).toEqual(Object.values(typed));
    const range = await answered(
      discord.fill(again, { shortestMs: '10', longestMs: '5' }, manager),
      words.page.badRange,
    );
    expect(fieldsOf(await openForm(await opened()))).toEqual(['', '', '']);
    discord.fill(await openForm(range), { longestMs: '20' }, manager);
    await discord.waitFor(() => json(range.components).includes(words.notes['settings-saved']));
    expect(fieldsOf(await openForm(range))).toEqual(['10', '20', '12.5']);
    expect(discord.refusals).toEqual([]);
  });

  it('lead back from a form that was wrong', async () => {
    const { discord } = await start();
    const panel = await opened();
    const wrong = await answered(
      discord.fill(await openForm(panel), { budgetUsd: '-1' }, manager),
      words.page.badNumber,
    );
    discord.click(wrong, 'v1|settings', undefined, manager);
    await discord.waitFor(() => json(wrong.components).includes('v1|set|mode'));
  });

  it('are only read by those who may not manage the channel, whatever they send', async () => {
    const { discord } = await start();
    const theirs = { permissions: 0n, locale: 'en-US' };
    const read = await opened(theirs);
    expect(json(read.components)).not.toContain('custom_id');
    expect(json(read.components)).toMatch(/Key arguments.*Whoever has the permission/);
    const panel = await opened();
    const refused = await answered(discord.click(panel, 'v1|set|mode', 'off', theirs), words.needsManageChannels);
    expect(json(refused.components)).not.toContain('custom_id');
    const other = await opened();
    const form = await openForm(other);
    await answered(discord.fill(form, { budgetUsd: '5' }, theirs), words.needsManageChannels);
    const now = await opened();
    expect(chosenIn(now, 'mode')).toEqual(['auto']);
    expect(fieldsOf(await openForm(now))).toEqual(['', '', '']);
    await choose(now, 'whoChanges', 'anyone');
    await choose(await opened(theirs), 'mode', 'off', theirs);
  });

  it('are in the language of whoever opens them', async () => {
    await start();
    const german = { ...manager, locale: 'de' };
    const panel = await opened(german);
    const used = bot().discord.click(panel, idIn(panel, 'v1|limits|'), undefined, german);
    await bot().discord.waitFor(() => used.form !== null);
    expect(used.form?.title).toBe('Längen und Budget');
  });
});
