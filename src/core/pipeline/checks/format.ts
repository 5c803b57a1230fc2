import type { GlossaryEntry } from '../../domain/digest.ts';

interface Leak {
  readonly pattern: RegExp;
  readonly detail: string;
}

const heading = 'The translation holds a heading ("Part 2"). Write only what is said.';
const numbering = 'The translation holds line numbers. Write only what is said.';
const labelled = 'The translation names the speaker inside the text. The speaker belongs in its own field.';
const roles =
  'speaker|host|guest|interviewer|narrator|moderator|sprecher|moderatorin|animateur|présentateur|presentador|locutor|' +
  'apresentador|主持人|主持|嘉宾|嘉賓|记者|記者|旁白|发言人|說話者|司会|司会者|話者|ナレーター|진행자|사회자|화자';
const frame =
  'transcript|passages?|turns?|lines?|text|speaker|source|target|translation|glossary|cast|system|b|i|em|strong|u';
const time = '\\d{1,2}:\\d{2}(?::\\d{2})?';

/** What a translation of speech never holds, and a model's answer sometimes does. */
const leaks: readonly Leak[] = [
  {
    pattern: new RegExp(`</?(?:${frame})(?:\\s[^<>]*)?>`, 'i'),
    detail: 'The translation holds tags. Write plain sentences.',
  },
  {
    pattern: /```|^ {0,3}#{1,6}\s|\*\*[^*\n]+\*\*|^[^\S\n]*>\s/m,
    detail: 'The translation holds markup. Write plain sentences.',
  },
  {
    pattern: /"(?:turns|passages|speaker|text|first|last)"\s*:|[{[]\s*"|"\s*[}\]][\s}\],]*$/,
    detail: 'The translation holds pieces of JSON. Write only the sentences in text.',
  },
  {
    pattern:
      /^[^\S\n]*[([（【]?[^\S\n]*(?:part|chunk|chapter|section|passage|segment)\s+\d+\s*[)\]）】]?\s*[:：.]?\s*$/im,
    detail: heading,
  },
  {
    pattern:
      /^[^\S\n]*[([（【]?[^\S\n]*(?:第\s?\d+\s?(?:部分|段|章|节|節)|パート\s?\d+|파트\s?\d+)\s*[)\]）】]?\s*[:：]?\s*$/m,
    detail: heading,
  },
  {
    pattern: new RegExp(`[([（【]\\s*${time}\\s*(?:[-–—~]\\s*${time})?\\s*[)\\]）】]`),
    detail: 'The translation holds times. Write only what is said.',
  },
  { pattern: /\[\s*(?:l|lines?|行|第)?\s*\d{1,5}(?:\s*[-–—]\s*\d{1,5})?\s*\]/i, detail: numbering },
  { pattern: /^[^\S\n]*lines?\s+\d+(?:\s*[-–—]\s*\d+)?\s*[:：]/im, detail: numbering },
  { pattern: /^[^\S\n]*(?:>>|››)/m, detail: 'The translation holds ">>". Begin a new turn where the speaker changes.' },
  { pattern: new RegExp(`^[^\\S\\n]*(?:${roles})\\s?[\\dA-Z]?\\s?[:：]`, 'imu'), detail: labelled },
];

/** What of the text belongs to the answer's frame and not to what is said. Shapes that the source has too are said. */
export function checkFormat(source: string, target: string, glossary: readonly GlossaryEntry[]): string[] {
  const found = leaks
    .filter(({ pattern }) => pattern.test(target) && !pattern.test(source))
    .map(({ detail }) => detail);
  if (hasCountingLines(target, source)) found.push(numbering);
  if (hasNameLabel(target, glossary) && !hasNameLabel(source, glossary)) found.push(labelled);
  return [...new Set(found)];
}

/** Two lines or more that begin with rising numbers nobody says, unless it is a numbered list that starts at one. */
function hasCountingLines(text: string, source: string): boolean {
  const said = new Set(source.match(/\d+/g)?.map(Number));
  const numbers = [...text.matchAll(/^[^\S\n]*(\d{1,5})[.:)：、|]?\s+\S/gm)]
    .map((match) => Number(match[1]))
    .filter((value) => !said.has(value));
  const rising = numbers.every((value, index) => index === 0 || value > (numbers[index - 1] ?? 0));
  return numbers.length >= 2 && rising && numbers[0] !== 1;
}

/** Up to three words and a colon, where a turn or a sentence begins. */
const label =
  /(?<=^|[.!?。！？])[^\S\n]*([^\s:：.!?。！？]{1,20}(?:[\s·・][^\s:：.!?。！？]{1,20}){0,2})\s?[:：](?!\/\/|\d)/gmu;

function hasNameLabel(text: string, glossary: readonly GlossaryEntry[]): boolean {
  const labels = [...text.matchAll(label)].map((match) => (match[1] ?? '').toLowerCase());
  if (labels.length === 0) return false;
  const names = new Set(glossary.flatMap(labelForms));
  return labels.some((name) => names.has(name));
}

/** A name as a whole and each of its words, very short ones not. */
function labelForms({ sources, target, accepted }: GlossaryEntry): string[] {
  const forms = [target, ...accepted, ...sources].filter((form) => /^[\p{Lu}\p{Lo}]/u.test(form));
  return forms
    .flatMap((form) => [form, ...form.split(/[\s·・（）()]+/u)])
    .filter((form) => form.length > 2 || (form.length > 1 && /\p{Lo}/u.test(form)))
    .map((form) => form.toLowerCase());
}
