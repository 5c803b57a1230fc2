import { answerText } from '../fakes/claude/answer-text.ts';
import type { Prompt } from '../fakes/claude/prompt.ts';

/** Knows which answers of the fake model were stored by a bot that died, and which of those were asked for again. */
export interface Till {
  /** Answers a prompt, and counts it where its answer was stored before. */
  answer(prompt: Prompt): string;
  /** Answers that a dead bot had stored. Throws for a text that was never given. */
  stored(texts: readonly string[]): void;
  /** How many were stored so far, and how often one of them was asked for again. */
  counts(): { readonly stored: number; readonly paidTwice: number };
}

/** Nothing answered yet. */
export function createTill(): Till {
  const answers = new Map<string, string>();
  const given = new Set<string>();
  const stored = new Set<string>();
  let paidTwice = 0;
  return {
    answer(prompt) {
      const asked = JSON.stringify(prompt);
      // Two prompts may well have one answer: what follows it tells them apart, and no reader minds.
      const text = answers.get(asked) ?? `${answerText(prompt, null)}\n${marked(answers.size)}`;
      answers.set(asked, text);
      given.add(text);
      if (stored.has(text)) paidTwice += 1;
      return text;
    },
    stored(texts) {
      for (const text of texts) {
        if (!given.has(text)) throw new Error('an answer is stored that was never given');
        stored.add(text);
      }
    },
    counts: () => ({ stored: stored.size, paidTwice }),
  };
}

/** A number in white space. */
function marked(number: number): string {
  return [...number.toString(2)].map((digit) => (digit === '1' ? '\t' : ' ')).join('');
}
