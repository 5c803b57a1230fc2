import { describe, expect, it } from 'vitest';
import { knownModel } from '../../../src/adapters/claude/known-models.ts';

describe('knownModel', () => {
  it.each([
    ['claude-haiku-5-5', 'disabled', null],
    ['anthropic/claude-haiku-5-5', 'disabled', null],
    ['us.anthropic.claude-haiku-5-5', 'disabled', null],
    ['claude-haiku-5-5-20261001', 'disabled', null],
    ['claude-sonnet-5-5', 'between_tools', 'medium'],
    ['claude-opus-5-5', null, 'low'],
    ['claude-haiku-4-5-20251001', null, null],
    ['claude-sonnet-6', null, null],
    ['qwen3:8b', null, null],
    ['not-claude-haiku-5-5', null, null],
  ])('asks %s with thinking %s and effort %s', (model, thinking, effort) => {
    expect(knownModel(model)).toMatchObject({ thinking, effort });
  });

  it('has cautious limits for what it does not know', () => {
    expect(knownModel('claude-sonnet-6')).toMatchObject({ contextTokens: 200_000, priceStepTokens: null });
    expect(knownModel('qwen3:8b')).toMatchObject({ contextTokens: 32_000, maxOutputTokens: 8_000 });
  });
});
