import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultSettings,
  mergeSettings,
  parseSetting,
  type Settings,
  type SettingsLayer,
  sameSetting,
  settingNames,
  settingsSchema,
} from '../../../src/core/domain/settings.ts';

const configured: Settings = { ...defaultSettings, language: 'en' };

const layer: fc.Arbitrary<SettingsLayer> = fc.record(
  {
    mode: fc.constantFrom('auto', 'react', 'off'),
    language: fc.constantFrom('en', 'ja', 'zh-CN'),
    shorts: fc.boolean(),
    longestMs: fc.option(fc.nat(1_000), { nil: null }),
  },
  { requiredKeys: [] },
);

describe('settings', () => {
  it('come from the channel, then the workspace, then the configuration', () => {
    const merged = mergeSettings(configured, { mode: 'react' }, { mode: 'off', language: 'ja' });
    expect(merged).toEqual({ ...configured, mode: 'react', language: 'ja' });
  });

  it('take a null of their own for a decision, and an undefined for none', () => {
    const merged = mergeSettings(configured, { longestMs: null, mode: undefined }, { longestMs: 5, mode: 'off' });
    expect(merged).toMatchObject({ longestMs: null, mode: 'off' });
  });

  it('are always complete, and each is the frontmost decision', () => {
    fc.assert(
      fc.property(fc.array(layer, { maxLength: 4 }), (layers) => {
        const merged = mergeSettings(configured, ...layers);
        expect(settingsSchema.parse(merged)).toEqual(merged);
        for (const name of settingNames) {
          const decider = layers.find((each) => each[name] !== undefined) ?? configured;
          expect(merged[name]).toEqual(decider[name]);
        }
      }),
    );
  });

  it.each([
    ['language', 'zh_cn', { language: 'zh-CN' }],
    ['language', '../etc', null],
    ['mode', 'loud', null],
    ['shown', ['quotes', 'quotes', 'people'], { shown: ['quotes', 'people'] }],
    ['shortestMs', -1, null],
    ['longestMs', null, { longestMs: null }],
    ['budgetUsd', Number.NaN, null],
    ['whoChanges', 'nobody', null],
  ] as const)('%s: reads %j', (name, value, expected) => {
    expect(parseSetting(name, value)).toEqual(expected);
  });

  it('mean the same in any order and any spelling of a tag', () => {
    expect(sameSetting('shown', ['quotes', 'people'], ['people', 'quotes'])).toBe(true);
    expect(sameSetting('language', 'zh-cn', 'zh-CN')).toBe(true);
    expect(sameSetting('mode', 'auto', 'off')).toBe(false);
  });
});
