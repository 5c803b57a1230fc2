import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CaptionFormat, parseCaptions } from '../../../src/core/domain/captions/parse-captions.ts';
import { wordCount } from '../../../src/core/domain/words.ts';
import { assessCaptions } from '../../../src/core/pipeline/assess-captions.ts';
import { makeLines } from '../../../src/core/pipeline/lines.ts';

const { VIDIGEST_FIXTURES: folder = '' } = process.env;
const files: { name: string; format: CaptionFormat; language: string; cues: number; lines: number; minutes: number }[] =
  [
    {
      name: 'en-auto_json3_dashboards-8min.json3',
      format: 'json3',
      language: 'en',
      cues: 257,
      lines: 115,
      minutes: 8.4,
    },
    { name: 'en-auto_srv3_srt-howto.xml', format: 'srv3', language: 'en', cues: 115, lines: 44, minutes: 6.7 },
    {
      name: 'english-manual_srt_3b1b-bitcoin-26min.srt',
      format: 'srt',
      language: 'en',
      cues: 380,
      lines: 215,
      minutes: 26.4,
    },
    {
      name: 'japanese-manual_srt_3b1b-bitcoin-26min.srt',
      format: 'srt',
      language: 'ja',
      cues: 396,
      lines: 237,
      minutes: 26.4,
    },
  ];

/** The words of a body by the crudest reading that can be right, to hold the parsers against. */
const crude: Readonly<Partial<Record<CaptionFormat, (body: string) => string>>> = {
  json3: (body) =>
    (JSON.parse(body) as { events: { segs?: { utf8: string }[] }[] }).events
      .map((event) => (event.segs ?? []).map((seg) => seg.utf8).join(''))
      .join(' '),
  srv3: (body) =>
    [...body.matchAll(/<p [^>]*>(.*?)<\/p>/gs)]
      .map(([, inner = '']) => inner.replace(/<[^>]*>/g, '').replaceAll('&#39;', "'"))
      .join(' '),
  srt: (body) => body.replace(/^\d+\r?\n.*-->.*$/gm, ''),
};
const letters = (text: string) => text.replace(/\[Music\]/g, '').replace(/[\s\u200b]/g, '');

describe.skipIf(folder === '')('captured captions', () => {
  it.each(files)(
    '$name becomes lines without a doubled or lost word',
    ({ name, format, language, cues, lines, minutes }) => {
      const body = readFileSync(join(folder, 'captions', name), 'utf8');
      const parsed = parseCaptions(body, format);
      const made = makeLines({ language, kind: 'auto', cues: parsed });
      expect(parsed).toHaveLength(cues);
      expect(letters(made.map((line) => line.text).join(''))).toBe(letters(crude[format]?.(body) ?? ''));
      expect(Math.abs(made.length - lines)).toBeLessThanOrEqual(lines * 0.15);
      for (const [index, line] of made.entries()) {
        expect(line.endMs).toBeGreaterThan(line.startMs);
        expect(line.startMs).toBeGreaterThanOrEqual(made[index - 1]?.endMs ?? 0);
        expect(line.endMs - line.startMs).toBeLessThanOrEqual(30_000);
        expect(wordCount(line.text, language)).toBeLessThanOrEqual(50);
      }
      const assessed = assessCaptions(made, { language, kind: 'auto', cues: parsed }, minutes * 60_000);
      expect(assessed.truncated).toBe(false);
      expect(assessed.wordsPerMinute).toBeGreaterThan(100);
      expect(assessCaptions(made, { language, kind: 'auto', cues: parsed }, minutes * 90_000).truncated).toBe(true);
    },
  );
});
