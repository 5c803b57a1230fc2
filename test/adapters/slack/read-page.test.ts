import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../src/adapters/slack/read-page.ts';
import { defaultSettings, type Settings, settingsSchema } from '../../../src/core/domain/settings.ts';
import { callbackIds } from '../../../src/formatters/slack/action-value.ts';
import { settingsTexts, settingsView } from '../../../src/formatters/slack/settings-view.ts';

const languages = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'];
const settings: Settings = { ...defaultSettings, language: 'en' };

type Filled = Readonly<Record<string, string>>;

/** The page of these settings as Slack sends it back, with `filled` typed into its fields. */
function sent(shown: Settings, language = 'en', filled: Filled = {}) {
  const view = settingsView({ language, settings: shown, mayChange: true, metadata: '' });
  const values = Object.fromEntries(
    view.blocks.flatMap((block) => {
      if (block.type !== 'input') return [];
      const { element } = block;
      return [[block.block_id, { [element.action_id]: stateOf(element, filled[block.block_id]) }]];
    }),
  );
  const page = { id: 'V1', callback_id: view.callback_id, private_metadata: '', state: { values } };
  return readPage({ team: { id: 'T1' }, user: { id: 'U1' }, view: page });
}

function stateOf(element: { readonly type: string }, filled: string | undefined): object {
  const { type, ...initial } = { initial_value: null, initial_option: null, initial_options: [], ...element };
  if (type === 'plain_text_input') return { type, value: filled ?? initial.initial_value };
  if (type === 'checkboxes') return { type, selected_options: initial.initial_options };
  return { type, selected_option: initial.initial_option };
}

/** What saving the page sets. */
function saved(page: ReturnType<typeof sent>): unknown {
  if (page === null || 'errors' in page || page.act.wish.kind !== 'change-settings') return page;
  return page.act.wish.change;
}

const lengths = fc.oneof(fc.integer({ min: 0, max: 6_000 * 60_000 }), fc.integer({ min: 0, max: 6_000 }));
const millionths = fc.integer({ min: 0, max: 1_000_000_000_000 }).map((count) => count / 1e6);
const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    mode: fc.constantFrom(...settingsSchema.shape.mode.options),
    language: fc.constantFrom(...languages, 'gsw', 'sr-Latn'),
    shown: fc.subarray(defaultSettings.shown),
    shortestMs: lengths,
    longestMs: fc.option(lengths),
    shorts: fc.boolean(),
    translate: fc.constantFrom(...settingsSchema.shape.translate.options),
    fold: fc.constantFrom(...settingsSchema.shape.fold.options),
    budgetUsd: fc.oneof(fc.constantFrom(null, 0), millionths),
    whoChanges: fc.constantFrom(...settingsSchema.shape.whoChanges.options),
  })
  .filter(({ shortestMs, longestMs }) => longestMs === null || shortestMs <= longestMs);

describe('the page of settings', () => {
  it('keeps a budget of nothing, which is no missing budget', () => {
    const page = sent({ ...settings, budgetUsd: 0 });
    expect(saved(page)).toMatchObject({ set: { budgetUsd: 0 } });
    expect(saved(sent({ ...settings, budgetUsd: null }))).toMatchObject({ set: { budgetUsd: null } });
    expect(settingsTexts({ ...settings, budgetUsd: 0 }, 'en').join()).toContain('US dollars:* $0.00');
  });

  it('that is saved unchanged changes nothing, whatever is set', () => {
    fc.assert(
      fc.property(anySettings, fc.constantFrom(...languages), (shown, language) => {
        expect(saved(sent(shown, language))).toEqual({ set: shown, reset: [] });
      }),
    );
  });

  it('reads numbers with a point or a comma, and names what is wrong with others', () => {
    const typed = { shortestMs: '1,5', longestMs: '９０', budgetUsd: '2.50' };
    const read = { shortestMs: 90_000, longestMs: 5_400_000, budgetUsd: 2.5 };
    expect(saved(sent(settings, 'de', typed))).toMatchObject({ set: read });
    const errors = { shortestMs: 'badNumber', longestMs: 'tooLarge', budgetUsd: 'badNumber' };
    const wrong = { shortestMs: 'ten', longestMs: '6001', budgetUsd: '-1' };
    expect(sent(settings, 'en', wrong)).toMatchObject({ errors });
    const range = { shortestMs: '10', longestMs: '9' };
    expect(sent(settings, 'en', range)).toMatchObject({ errors: { longestMs: 'badRange' } });
  });

  it('decides nothing that it does not hold', () => {
    const values = { budgetUsd: { budgetUsd: { value: '5' } } };
    const page = { id: 'V1', callback_id: callbackIds.settings, private_metadata: '', state: { values } };
    const read = readPage({ team: { id: 'T1' }, user: { id: 'U1' }, view: page });
    expect(saved(read)).toEqual({ set: { budgetUsd: 5 }, reset: [] });
  });
});

describe('settings in words', () => {
  it.each([
    ['en', '*Language:* English'],
    ['de', '*Sprache:* Englisch'],
    ['zh-CN', '*语言：* 英语'],
    ['ja', '*言語：* 英語'],
  ])('in %s have the colon of the language, within what is bold', (language, line) => {
    expect(settingsTexts(settings, language)).toContain(line);
    for (const text of settingsTexts(settings, language)) expect(text).toMatch(/^\*[^*\s][^*]*[:：]\* \S/u);
  });
});
