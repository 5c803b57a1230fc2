import type { GlossaryEntry } from '../../domain/digest.ts';
import { inert } from './prompt-blocks.ts';

/** One entry a line, `heard form | another => form to use (or: accepted form)`. */
export function glossaryBlock(glossary: readonly GlossaryEntry[]): string {
  const entries = glossary.map(({ sources, target, accepted }) => {
    const others = accepted.filter((form) => form !== target).map(inert);
    return `${sources.map(inert).join(' | ')} => ${inert(target)}${others.length === 0 ? '' : ` (or: ${others.join(', ')})`}`;
  });
  return `<glossary>\n${entries.join('\n')}\n</glossary>`;
}
