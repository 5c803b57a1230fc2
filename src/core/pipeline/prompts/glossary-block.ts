import type { GlossaryEntry } from '../../domain/digest.ts';
import { inert } from './prompt-blocks.ts';

/** One entry a line, `heard form | another => form to use`. */
export function glossaryBlock(glossary: readonly GlossaryEntry[]): string {
  const entries = glossary.map(({ sources, target }) => `${sources.map(inert).join(' | ')} => ${inert(target)}`);
  return `<glossary>\n${entries.join('\n')}\n</glossary>`;
}
