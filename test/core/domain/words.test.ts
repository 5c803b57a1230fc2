import { describe, expect, it } from 'vitest';
import { glueBetween } from '../../../src/core/domain/scripts.ts';
import { wordCount } from '../../../src/core/domain/words.ts';

describe('wordCount', () => {
  it.each([
    ['en', 'The tide is low, isn’t it?', 6],
    ['en', ' — 3.5 per cent … ', 3],
    ['en', '', 0],
    ['ko', '오늘은 바다를 보러 갑니다.', 4],
    ['zh', '今天我们看大海。', 4],
    ['ja', 'Tide API を使う', 4],
    ['th', 'สวัสดีครับ', 2],
    ['en', 'the word 大海 is Chinese', 5],
  ])('counts %s: %s', (language, text, count) => expect(wordCount(text, language)).toBe(count));
});

describe('glueBetween', () => {
  it.each([
    ['sea', 'tide', ' '],
    ['海', '潮', ''],
    ['海。', 'Tide', ''],
    ['Tide', '、海', ''],
    ['海', 'Tide', ' '],
    ['海', '“潮', ''],
    ['走。”', '海', ''],
    ['海……', '潮', ''],
    ['sea…', 'tide', ' '],
    ['바다', '보러', ' '],
    ['ทะเล', 'วันนี้', ''],
    ['𠮷', '海', ''],
  ])('between %s and %s: %j', (before, after, glue) => expect(glueBetween(before, after)).toBe(glue));
});
