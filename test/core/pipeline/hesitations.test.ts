import { describe, expect, it } from 'vitest';
import { withoutHesitations } from '../../../src/core/pipeline/hesitations.ts';

describe('withoutHesitations', () => {
  it.each([
    ['en', 'Um, so we, uh, we built it, uhm.', 'So we, we built it.'],
    ['en-GB', 'The umbrella is um... huge', 'The umbrella is huge'],
    ['de', 'Ähm, um vier Uhr, äh, war er da', 'Um vier Uhr, war er da'],
    ['fr', 'Euh, c’est euh important', 'C’est important'],
    ['pt', 'Um dia', 'Um dia'],
    ['ja', 'えーと、今日は、あのー、話します', '今日は、話します'],
    ['zh-CN', '嗯，我们呃开始', '我们呃开始'],
    ['sw', 'um, sawa', 'um, sawa'],
    ['en', 'Uh.', 'Uh.'],
  ])('%s: %s', (language, text, kept) => {
    expect(withoutHesitations(text, language)).toBe(kept);
  });
});
