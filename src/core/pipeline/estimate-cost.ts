import { sameLanguage } from '../domain/language.ts';
import { costUsd, type PriceTable } from '../domain/prices.ts';
import type { Captions, Line } from '../domain/transcript.ts';
import { noUsage, type Stage, type TokenUsage } from '../domain/usage.ts';
import type { Video } from '../domain/video.ts';
import type { LanguageModel } from '../ports/language-model.ts';
import { maxChapters } from './chapters.ts';
import { lengthBand, textUnits } from './checks/length-bands.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { makeLines } from './lines.ts';
import { transcriptRoom } from './transcript-room.ts';

/** What a digest's cost depends on. */
export interface CaptionStats {
  /** BCP 47 tag of what is spoken. */
  readonly language: string;
  /** Of the transcript as it stands in a prompt, line numbers included. */
  readonly tokens: number;
  /** Length in the units of `lengthBand`. */
  readonly units: number;
  readonly durationMs: number;
}

/** Counts what `estimateCost` needs. Takes about as long as making the lines does. */
export function captionStats(video: Video, captions: Captions): CaptionStats {
  return lineStats(makeLines(captions), captions.language, video.durationMs);
}

/** The same of lines that are made already. `language` is theirs. */
export function lineStats(lines: readonly Line[], language: string, videoMs: number): CaptionStats {
  const text = lines.map((line) => line.text).join(' ');
  // A line's number, its bar and the line break.
  const tokens = estimateTokens(text) + lines.length * 2;
  const durationMs = Math.max(videoMs, lines.at(-1)?.endMs ?? 0);
  return { language, tokens, units: textUnits(text, language), durationMs };
}

/** Into which language, and whether the full text is translated now. */
export interface EstimateTarget {
  readonly language: string;
  readonly translate: boolean;
}

/** Instructions, facts and names of one prompt. Measured 600-1,100 with the made-up answers of the tests. */
const frameTokens = 1_100;
/** `windowTokens` of the translation: no call sees more of the talk. */
const windowTokens = 60_000;
/** One translation call takes about this much of the talk. */
const chunkMs = 175_000;
/** JSON around the text, and passages that are asked for again: 15 % and up to 10 % of the output. */
const outputSurcharge = 1.25;

/**
 * What a digest will cost in USD at these prices, a little on the high side. A model without a price counts as free.
 *
 * Outline and analysis each read the transcript once, and so does the translation, which writes it to its cache window by
 * window and reads it back with every chunk: input and cache writes come to about 3.3 times the transcript. The output of
 * the translation follows from the length band of the two languages, that of the others from the length of the talk: a
 * real model's outline and analysis of six minutes took about 1,000 and 1,250 tokens.
 */
export function estimateCost(
  stats: CaptionStats,
  target: EstimateTarget,
  model: Pick<LanguageModel, 'describe'>,
  prices: PriceTable,
): number {
  const chapters = Math.min(maxChapters, Math.max(2, stats.durationMs / 240_000));
  const sum = (stage: Stage, most: number, callsOf: (tokens: number) => readonly Calls[]): number => {
    const description = model.describe(stage);
    const windows = Math.max(1, Math.ceil(stats.tokens / Math.min(most, transcriptRoom(description))));
    const calls = callsOf(stats.tokens / windows);
    return (
      windows * calls.reduce((all, each) => all + each.count * (costUsd(description.model, each.usage, prices) ?? 0), 0)
    );
  };
  const translated = target.translate && !sameLanguage(stats.language, target.language);
  return (
    sum('outline', Number.POSITIVE_INFINITY, (tokens) => reading(tokens, 900 + 60 * chapters)) +
    sum('analysis', Number.POSITIVE_INFINITY, (tokens) => reading(tokens, 1_200 + 90 * chapters)) +
    (translated ? sum('translation', windowTokens, (tokens) => translating(stats, target.language, tokens)) : 0)
  );
}

/** Calls of the same size. They are priced one by one: a price step depends on the prompt of each. */
interface Calls {
  readonly count: number;
  readonly usage: TokenUsage;
}

function reading(tokens: number, outputTokens: number): Calls[] {
  return [{ count: 1, usage: { ...noUsage, cacheWriteTokens: tokens + frameTokens, outputTokens } }];
}

/** The cache is written once a window, then read with every chunk. */
function translating(stats: CaptionStats, language: string, tokens: number): Calls[] {
  const share = tokens / Math.max(1, stats.tokens);
  const units = stats.units * share * lengthBand(stats.language, language).expected;
  const outputTokens = units * tokensPerUnit(language) * outputSurcharge;
  const count = Math.max(1, Math.ceil((stats.durationMs * share) / chunkMs));
  const prompt = tokens + frameTokens;
  return [
    { count: 1, usage: { ...noUsage, cacheWriteTokens: prompt } },
    { count, usage: { ...noUsage, inputTokens: 100, cacheReadTokens: prompt, outputTokens: outputTokens / count } },
  ];
}

/** Tokens of one unit of a language's writing, taken from its own name for itself. */
function tokensPerUnit(language: string): number {
  const name =
    new Intl.DisplayNames([language], { type: 'language' }).of(language.split('-')[0] ?? language) ?? language;
  return estimateTokens(name.repeat(100)) / textUnits(name.repeat(100), language);
}
