import type { CastMember, GlossaryEntry } from '../domain/digest.ts';
import type { Line } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import type { OutlineAnswer } from './prompts/answers.ts';
import { roleWords } from './role-words.ts';
import { normaliseTypography } from './typography.ts';

/** Where names may come from: nothing else is evidence. */
export interface NameEvidence {
  readonly video: Video;
  readonly lines: readonly Line[];
}

/**
 * Glossary entries whose heard forms do stand in the captions. Forms the model made up are dropped, and with its last
 * form the entry: a name without ground must not reach the translation.
 */
export function groundGlossary(
  answer: OutlineAnswer['glossary'],
  evidence: NameEvidence,
  language: string,
): GlossaryEntry[] {
  const haystack = evidenceText(evidence);
  return answer.flatMap((entry) => {
    const sources = unique(entry.sources.map(tidy).filter((form) => form !== '' && occurs(form, haystack)));
    const target = normaliseTypography(tidy(entry.target), language);
    if (sources.length === 0 || target === '') return [];
    return [{ sources, target, accepted: unique(entry.accepted.map(tidy).filter((form) => form !== '')) }];
  });
}

/**
 * The cast with ids `s1`, `s2`, … in order of the answer. A member whose name stands nowhere in captions, title,
 * description or channel name, nor is the right form of a misheard one, is left out: their turns stay unlabelled.
 */
export function groundCast(
  answer: OutlineAnswer['cast'],
  glossary: readonly GlossaryEntry[],
  evidence: NameEvidence,
  language: string,
): CastMember[] {
  const haystack = evidenceText(evidence);
  const heard = glossary.map((entry) => comparable([entry.target, ...entry.accepted].join(' ')));
  const grounded = answer.filter(({ name }) => {
    const key = comparable(name);
    if (key === '') return false;
    if (roleWords.has(key)) return true;
    return nameParts(name).some((part) => occurs(part, haystack)) || heard.some((forms) => forms.includes(key));
  });
  return grounded.map((member, index) => ({
    id: `s${index + 1}`,
    name: tidy(member.name),
    fullName: normaliseTypography(tidy(member.fullName) || tidy(member.name), language),
    label: normaliseTypography(tidy(member.label) || tidy(member.name), language),
    role: normaliseTypography(tidy(member.role), language),
    speaks: member.speaks,
  }));
}

/** The cast as glossary entries, so that people's names are checked in translations like any other. */
export function castAsGlossary(cast: readonly CastMember[]): GlossaryEntry[] {
  return cast
    .filter(({ name }) => !roleWords.has(comparable(name)))
    .map(({ name, fullName, label }) => ({ sources: [name], target: label, accepted: unique([fullName, name]) }));
}

function evidenceText({ video, lines }: NameEvidence): string {
  const parts = [video.title, video.description, video.feed?.name ?? '', ...lines.map((line) => line.text)];
  return ` ${comparable(parts.join(' '))} `;
}

function nameParts(name: string): string[] {
  return tidy(name)
    .split(/[\s·・.]+/)
    .filter((part) => part.length >= 3 || /\p{Script=Han}|\p{Script=Hangul}/u.test(part));
}

function occurs(form: string, haystack: string): boolean {
  const key = comparable(form);
  if (key === '') return false;
  // Scripts without spaces have no word ends to look for.
  return /^[\p{Script=Latin}\p{N}\s]+$/u.test(key) ? haystack.includes(` ${key} `) : haystack.includes(key);
}

function comparable(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
