import { unrollCues } from '../domain/captions/unroll.ts';
import type { Captions, Line } from '../domain/transcript.ts';
import { cueTokens, type Token } from './cue-tokens.ts';
import { breakLines } from './line-breaks.ts';
import { defaultLineRules, type LineRules } from './line-rules.ts';
import { sentenceEnds } from './sentence-ends.ts';

/**
 * Captions made into numbered lines. Every word of every cue stands in exactly one line, in order; repeats of rolling
 * captions and notes on sound are left out, marks of a new speaker become `speakerChange`. A line is a sentence where
 * the captions are punctuated, a stretch between pauses where they are not, and never longer than the rules allow.
 * Times are integers, lines do not overlap. No cues, or nothing but sounds, give no lines. Linear in the captions'
 * length.
 */
export function makeLines(captions: Captions, rules: Partial<LineRules> = {}): Line[] {
  const tokens = cueTokens(unrollCues(captions.cues));
  const ends = sentenceEnds(tokens, captions.language);
  const runs = breakLines(tokens, ends, captions.language, { ...defaultLineRules, ...rules });
  return runs.map(({ from, to }, index) => lineOf(tokens.slice(from, to), index + 1));
}

function lineOf(tokens: readonly Token[], number: number): Line {
  const first = tokens[0];
  return {
    number,
    startMs: first?.startMs ?? 0,
    endMs: tokens.at(-1)?.endMs ?? 0,
    text: tokens.map((token, index) => (index === 0 ? token.text : token.glue + token.text)).join(''),
    speakerChange: first?.turn ?? false,
  };
}
