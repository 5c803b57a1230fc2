import type { CastMember, GlossaryEntry } from '../../domain/digest.ts';
import { glossaryBlock } from './glossary-block.ts';
import { castBlock } from './prompt-blocks.ts';

/**
 * Cast and glossary for one prompt. An entry about somebody of the cast is told there and not twice: two right forms
 * side by side are what makes names drift.
 */
export function namesBlock(cast: readonly CastMember[], glossary: readonly GlossaryEntry[]): string {
  const heard = new Map<string, readonly string[]>();
  const others = glossary.filter((entry) => {
    const member = cast.find((candidate) => isAbout(entry, candidate));
    if (member !== undefined) heard.set(member.id, [...(heard.get(member.id) ?? []), ...entry.sources]);
    return member === undefined;
  });
  return `${castBlock(cast, heard)}\n${glossaryBlock(others)}`;
}

function isAbout({ target, accepted }: GlossaryEntry, { name, fullName, label }: CastMember): boolean {
  const forms = [target, ...accepted];
  return forms.includes(name) || forms.includes(fullName) || target === label;
}
