import { readFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseCaptions } from '../../src/core/domain/captions/parse-captions.ts';
import type { CastMember, GlossaryEntry } from '../../src/core/domain/digest.ts';
import type { Line, LineRange } from '../../src/core/domain/transcript.ts';
import type { Video } from '../../src/core/domain/video.ts';
import { checkPassage } from '../../src/core/pipeline/checks/check-passage.ts';
import { makeLines } from '../../src/core/pipeline/lines.ts';
import { checkPartition } from '../../src/core/pipeline/passages.ts';
import { analysisRequest } from '../../src/core/pipeline/prompts/analysis-prompt.ts';
import {
  analysisAnswerSchema,
  outlineAnswerSchema,
  type TranslationAnswer,
  translationAnswerSchema,
} from '../../src/core/pipeline/prompts/answers.ts';
import { outlineRequest } from '../../src/core/pipeline/prompts/outline-prompt.ts';
import { transcriptBlock } from '../../src/core/pipeline/prompts/prompt-blocks.ts';
import { translationRequest } from '../../src/core/pipeline/prompts/translation-prompt.ts';
import type { ModelRequest } from '../../src/core/ports/language-model.ts';
import { injection } from './claude/answer-text.ts';
import type { FaultRule, LineMistake } from './claude/faults.ts';
import { readPrompt } from './claude/prompt.ts';
import { translationAnswer } from './claude/translation-answer.ts';
import { startFakeClaude } from './fake-claude.ts';

const body = readFileSync(new URL('../../assets/talk/captions.vtt', import.meta.url), 'utf8');
const lines = makeLines({ language: 'en', kind: 'file', cues: parseCaptions(body) });
const all: LineRange = { first: 1, last: lines.length };
const video: Video = {
  id: 'file',
  title: 'A talk',
  feed: null,
  publishedOn: null,
  durationMs: lines.at(-1)?.endMs ?? 0,
  description: '',
  creatorChapters: [],
  unlisted: false,
  linkable: false,
};
const languages = { sourceLanguage: 'en', targetLanguage: 'zh-CN' };

/** The text of the fake's answer to a request, over HTTP. */
async function ask(request: ModelRequest, faults: readonly FaultRule[] = []): Promise<string> {
  const fake = await startFakeClaude({ faults });
  onTestFinished(() => fake.close());
  const response = await fetch(`${fake.baseUrl}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.apiKey}`, 'anthropic-version': '2026-10-21' },
    body: JSON.stringify({
      model: 'claude-sonnet-5-5',
      max_tokens: 20_000,
      system: request.system.map(({ text }) => ({ type: 'text', text })),
      messages: [{ role: 'user', content: request.user.map(({ text }) => ({ type: 'text', text })) }],
      output_config: { format: { type: 'json_schema', schema: request.schema } },
    }),
  });
  const message = (await response.json()) as { content: [{ text: string }] };
  expect(message).toMatchObject({ stop_reason: 'end_turn' });
  return message.content[0].text;
}

async function outline(targetLanguage: string, chapters: Parameters<typeof outlineRequest>[0]['chapters'] = 4) {
  const answer = await ask(outlineRequest({ video, lines, ...languages, targetLanguage, chapters }));
  return outlineAnswerSchema.parse(JSON.parse(answer));
}

function chunk(targetLanguage: string, names: { cast: CastMember[]; glossary: GlossaryEntry[] }, ranges = [all]) {
  return translationRequest(
    { window: lines, sourceLanguage: 'en', targetLanguage },
    { ...names, ranges, linesPerPassage: { usual: 10, most: 14 }, complaints: [], maxOutputTokens: 8_000 },
  );
}

async function translate(faults: readonly FaultRule[], ranges = [all]): Promise<TranslationAnswer['passages']> {
  const text = await ask(chunk('zh-CN', { cast: [], glossary: [] }, ranges), faults);
  return translationAnswerSchema.parse(JSON.parse(text)).passages;
}

function problemsOf(
  passages: TranslationAnswer['passages'],
  targetLanguage: string,
  glossary: readonly GlossaryEntry[] = [],
  source: { lines: readonly Line[]; sourceLanguage: string } = { lines, sourceLanguage: 'en' },
) {
  return passages.flatMap(({ first, last, turns }) => {
    const run = source.lines.slice(first - 1, last);
    return checkPassage({
      source: run.map(({ text }) => text).join(' '),
      target: turns.map(({ text }) => text).join('\n'),
      sourceLanguage: source.sourceLanguage,
      targetLanguage,
      durationMs: (run.at(-1)?.endMs ?? 0) - (run[0]?.startMs ?? 0),
      glossary,
    });
  });
}

describe('good answers of the fake', () => {
  it.each(['zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'])(
    'translate into %s as a model should: all lines, numbers and names, in the right length',
    async (targetLanguage) => {
      const names = await outline(targetLanguage);
      expect(names.glossary.length).toBeGreaterThan(0);
      const answer = await ask(chunk(targetLanguage, names));
      const { passages } = translationAnswerSchema.parse(JSON.parse(answer));
      expect(checkPartition(passages, [all])).toEqual({ accepted: passages, missing: [], faults: [] });
      expect(problemsOf(passages, targetLanguage, names.glossary)).toEqual([]);
      expect(passages.some(({ turns }) => turns.some(({ speaker }) => speaker === 's1'))).toBe(true);
    },
  );

  it('translate exactly the lines asked for', async () => {
    const ranges = [
      { first: 3, last: 9 },
      { first: 20, last: 20 },
    ];
    expect(checkPartition(await translate([], ranges), ranges)).toMatchObject({ missing: [], faults: [] });
  });

  it('outline the talk: as many chapters as asked for, on lines that exist, names from the captions', async () => {
    const { tldr, chapters, cast } = await outline('zh-CN');
    expect(tldr.length).toBeGreaterThan(80);
    expect(tldr.length).toBeLessThan(130);
    expect(chapters.map(({ first }) => first)).toEqual(
      [...new Set(chapters.map(({ first }) => first))].sort((a, b) => a - b),
    );
    expect(chapters).toHaveLength(4);
    expect(chapters[0]?.first).toBe(1);
    for (const { name } of cast) expect(body.replace(/\s+/g, ' ')).toContain(name);
    const english = await outline('en');
    expect(english.tldr.split(' ').length).toBeLessThanOrEqual(60);
  });

  it("keep the creator's chapters where they are fixed", async () => {
    const plan = [1, 7, 30].map((firstLine) => ({ firstLine, title: 'Part', part: null }));
    const { chapters } = await outline('fr', plan);
    expect(chapters.map(({ first }) => first)).toEqual([1, 7, 30]);
  });

  it('analyse only the parts asked for, with quotes that stand in their lines', async () => {
    const names = await outline('zh-CN');
    const input = { video, lines, ...languages, ...names, counts: { arguments: '3-5', quotes: '3-5' } };
    const first = analysisAnswerSchema.parse(JSON.parse(await ask(analysisRequest({ ...input, part: 'arguments' }))));
    expect(first).toMatchObject({ companies: [], quotes: [], people: [], videoType: { type: 'interview' } });
    expect(first.arguments).toHaveLength(3);
    const second = analysisAnswerSchema.parse(JSON.parse(await ask(analysisRequest({ ...input, part: 'mentions' }))));
    expect(second).toMatchObject({ introduction: '', arguments: [], videoType: { type: 'other', description: '' } });
    expect(second.quotes.length).toBeGreaterThanOrEqual(3);
    for (const { source, first: line } of second.quotes) expect(lines[line - 1]?.text).toBe(source);
    expect(second.people.length).toBeGreaterThan(0);
    expect(second.companies.length).toBeGreaterThan(0);
  });

  it('are the same every time', async () => {
    expect(await translate([])).toEqual(await translate([]));
  });
});

const { VIDIGEST_FIXTURES: fixtures } = process.env;

describe.skipIf(fixtures === undefined)('good answers of the fake to captured captions', () => {
  it.each([
    ['en', 'captions/en-auto_json3_dashboards-8min.json3'],
    ['en', 'captions/en-auto_srv3_srt-howto.xml'],
    ['en', 'captions/english-manual_srt_3b1b-bitcoin-26min.srt'],
    ['ja', 'captions/japanese-manual_srt_3b1b-bitcoin-26min.srt'],
  ])('pass the checks: %s %s', (sourceLanguage, file) => {
    const cues = parseCaptions(readFileSync(`${fixtures}/${file}`, 'utf8'));
    const captured = makeLines({ language: sourceLanguage, kind: 'auto', cues });
    const prompt = readPrompt({
      model: 'm',
      max_tokens: 1,
      messages: [{ role: 'user', content: transcriptBlock(captured, sourceLanguage) }],
    });
    const asked = captured.map(({ number }) => number);
    const lineMs = (captured.at(-1)?.endMs ?? 0) / captured.length;
    const task = { targetLanguage: 'zh-CN', asked, linesPerPassage: Math.round(75_000 / lineMs) };
    const { passages } = translationAnswer({ ...prompt, ...task }, 'faithful');
    expect(problemsOf(passages, 'zh-CN', [], { lines: captured, sourceLanguage })).toEqual([]);
  });
});

describe('bad answers of the fake', () => {
  it.each<[LineMistake, RegExp]>([
    ['missing', /^lines 11-\d+ are missing/],
    ['doubled', /1-10/],
    ['foreign', /900001-900004/],
  ])('get line numbers wrong: %s', async (mistake, sign) => {
    const passages = await translate([{ fault: { kind: 'lines', mistake } }]);
    expect(checkPartition(passages, [all]).faults).toEqual([expect.stringMatching(sign)]);
  });

  it('get line numbers out of order', async () => {
    const [first, second] = await translate([{ fault: { kind: 'lines', mistake: 'unordered' } }]);
    expect(first?.first).toBeGreaterThan(second?.last ?? 0);
  });

  it('condense to half, which the length check sees', async () => {
    const kinds = problemsOf(await translate([{ fault: { kind: 'condense' } }]), 'zh-CN').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['length']));
  });

  it('copy the source, which is seen too', async () => {
    const passages = await translate([{ fault: { kind: 'copy' } }]);
    const kinds = problemsOf(passages, 'zh-CN').map(({ kind }) => kind);
    expect(kinds).toHaveLength(passages.length);
    expect(new Set(kinds)).toEqual(new Set(['copied']));
  });

  it('stand in a fence between prose when the schema is ignored', async () => {
    const text = await ask(chunk('zh-CN', { cast: [], glossary: [] }), [{ fault: { kind: 'fences' } }]);
    expect(() => JSON.parse(text)).toThrow();
    expect(translationAnswerSchema.safeParse(JSON.parse(/```json\n([\s\S]*)\n```/.exec(text)?.[1] ?? '')).success).toBe(
      true,
    );
  });

  it('carry markup and mentions in every text', async () => {
    const passages = await translate([{ fault: { kind: 'injection' } }]);
    expect(passages.every(({ turns }) => turns.every(({ text }) => text.endsWith(injection)))).toBe(true);
  });

  it('are what a rewrite makes of them', async () => {
    const rewrite = (text: string): string => text.replaceAll('passages', 'pieces');
    const text = await ask(chunk('zh-CN', { cast: [], glossary: [] }), [{ fault: { kind: 'rewrite', rewrite } }]);
    expect(JSON.parse(text)).toHaveProperty('pieces');
  });
});
