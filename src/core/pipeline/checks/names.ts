import type { GlossaryEntry } from '../../domain/digest.ts';
import { fillerForm, type Mention, mentionsOf } from './name-mentions.ts';

/**
 * Which names of the glossary the translation lost.
 *
 * A name counts as kept when any of its forms stands in the translation: the target form, an accepted one, the right
 * source form, or a part of one (the first or last name of a person). It is lost only when none does, and then only when
 * the source leaves no doubt that it was said, because translators rightly let pronouns stand for repeated names, drop a
 * name in an address ("Ron, what do you think?"), and paraphrase terms:
 * - a single-word name in its right spelling (OpenAI): one mention is enough;
 * - anything that may be a person (several capitalised words, 山姆·奥特曼): two mentions;
 * - a term in lower case ("compute"): three;
 * - a misheard form, or one whose capitals the captions do not have ("slack"), weighs half; a form made of filler words
 *   alone ("I mean", misheard for a name) nothing at all.
 */
export function lostNames(source: string, target: string, glossary: readonly GlossaryEntry[]): GlossaryEntry[] {
  const said = mentionsOf(source, glossary);
  const written = comparable(target);
  return glossary.filter((entry) => {
    const weight = said.filter((mention) => mention.entry === entry).reduce((sum, m) => sum + weigh(m), 0);
    return weight >= threshold(entry) && !keptForms(entry).some((form) => stands(form, written));
  });
}

function weigh({ entry, form, exact }: Mention): number {
  if (fillerForm(form)) return 0;
  return exact && isRightForm(form, entry) ? 1 : 0.5;
}

/** A misheard form differs from every form of the target; where those are in another script, the first source is right. */
function isRightForm(form: string, entry: GlossaryEntry): boolean {
  const right = rightForms(entry)
    .flatMap((known) => [known, ...partsOf(known)])
    .map(comparable);
  const key = comparable(form);
  if (right.includes(key)) return true;
  return !right.some((known) => isLatin(known) === isLatin(key)) && entry.sources[0] === form;
}

function threshold(entry: GlossaryEntry): number {
  const right = rightForms(entry);
  const caseless = entry.sources.some((form) => /\p{Lo}/u.test(form));
  if (caseless) return right.some(hasCapital) ? 2 : 3;
  const heard = entry.sources.map(comparable);
  // Captions in lower case throughout: the right form shows that it is a name. German capitals show nothing by themselves.
  const isName =
    entry.sources.some(hasCapital) || right.some((form) => hasCapital(form) && heard.includes(comparable(form)));
  if (!isName) return 3;
  return [...entry.sources, ...right].some(mayBePerson) ? 2 : 1;
}

const rightForms = ({ target, accepted }: GlossaryEntry): string[] => [target, ...accepted];
const hasCapital = (form: string): boolean => /\p{Lu}/u.test(form);
const isLatin = (form: string): boolean => /\p{Script=Latin}/u.test(form);

/** Two to four capitalised words without digits, or a transliterated name with its middle dot. */
function mayBePerson(form: string): boolean {
  return /^\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){1,3}$/u.test(form) || /\p{L}[·・]\p{L}/u.test(form);
}

function keptForms(entry: GlossaryEntry): string[] {
  const right = [...rightForms(entry), ...entry.sources.slice(0, 1)];
  return [...new Set(right.flatMap((form) => [form, ...partsOf(form)]))];
}

/** Words of a name that stand for the whole: three letters or more, two where they are Han, kana or Hangul. */
function partsOf(form: string): string[] {
  return form.split(/[\s·・（）()/,，、-]+/u).filter((part) => {
    const letters = [...part].length;
    return letters >= 3 || (letters === 2 && /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u.test(part));
  });
}

/** Whether a form stands in the text. Endings may differ: languages decline names. */
function stands(form: string, text: string): boolean {
  const key = comparable(form);
  if (key === '') return false;
  if (!/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]+$/u.test(key)) return text.includes(key);
  return text.includes(key.length >= 6 ? key.slice(0, -2) : key);
}

/** Without case, accents, spaces and marks: "GPT 5.2" is "gpt-5.2". */
function comparable(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
}
