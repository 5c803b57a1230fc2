import type { CastMember, Digest } from '../domain/digest.ts';
import type { Line, LineRange } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import type { RepairKind } from './digest-events.ts';
import { groundQuote, groundRange, nameOccurs } from './grounding.ts';
import type { Names } from './outline-collector.ts';
import type { AnalysisAnswer } from './prompts/answers.ts';
import { normaliseTypography } from './typography.ts';

/** What claims are held against. `onRepair` hears of everything that is dropped or mended. */
export interface GroundingInput {
  readonly video: Video;
  readonly lines: readonly Line[];
  readonly targetLanguage: string;
  readonly names: Names;
  readonly onRepair: (what: RepairKind, count: number) => void;
}

type Grounded = Pick<Digest, 'introduction' | 'arguments' | 'companies' | 'quotes' | 'people' | 'videoType'>;

/**
 * Ties every claim to lines that exist and takes each time from them. Quotes whose words do not stand in the captions
 * and names that nobody says are dropped; sections left empty are left out by the formatters.
 */
export function groundAnalysis(answer: AnalysisAnswer, input: GroundingInput): Grounded {
  const tidy = (text: string): string => normaliseTypography(text.replace(/\s+/g, ' ').trim(), input.targetLanguage);
  const place = ({ first, last }: LineRange): { lines: LineRange; startMs: number } | null => {
    const lines = groundRange({ first, last }, input.lines.length);
    return lines === null ? null : { lines, startMs: startOf(lines, input.lines) };
  };
  const type = { type: answer.videoType.type, description: tidy(answer.videoType.description) };
  return {
    introduction: tidy(answer.introduction) || null,
    videoType: type.description === '' && type.type === 'other' ? null : type,
    arguments: answer.arguments.flatMap((item) => {
      const where = place(item);
      if (where === null || item.title.trim() === '' || item.content.trim() === '') return [];
      const concepts = item.concepts.map(tidy).filter((concept) => concept !== '');
      return [
        {
          title: tidy(item.title),
          content: tidy(item.content),
          concepts,
          implication: tidy(item.implication) || null,
          ...where,
        },
      ];
    }),
    companies: groundCompanies(answer, input, tidy, place),
    quotes: groundQuotes(answer, input, tidy),
    people: groundPeople(answer, input, tidy, place),
  };
}

type Tidy = (text: string) => string;
type Place = (range: LineRange) => { lines: LineRange; startMs: number } | null;

function groundCompanies(answer: AnalysisAnswer, input: GroundingInput, tidy: Tidy, place: Place): Digest['companies'] {
  return keepNamed(answer.companies, input, ({ name }) => heardForms(name, input.names)).flatMap((item) => {
    const where = place(item);
    if (where === null) return [];
    return [
      { name: tidy(item.name), context: tidy(item.context), importance: importanceOf(item.importance), ...where },
    ];
  });
}

function groundPeople(answer: AnalysisAnswer, input: GroundingInput, tidy: Tidy, place: Place): Digest['people'] {
  return keepNamed(answer.people, input, ({ name }) => heardForms(name, input.names)).flatMap((item) => {
    const where = place(item);
    if (where === null) return [];
    const { name, identity, background, views, elsewhere } = item;
    return [
      {
        name: tidy(name),
        identity: tidy(identity),
        background: tidy(background) || null,
        views: tidy(views) || null,
        elsewhere: tidy(elsewhere) || null,
        ...where,
      },
    ];
  });
}

function groundQuotes(answer: AnalysisAnswer, input: GroundingInput, tidy: Tidy): Digest['quotes'] {
  const voices = new Set(input.names.cast.map((member) => member.id));
  const quotes = answer.quotes.flatMap((item) => {
    const range = groundRange(item, input.lines.length);
    const found = range === null ? null : groundQuote(item.source, range, input.lines);
    if (found === null || tidy(item.text) === '') return [];
    if (found.source !== item.source) input.onRepair('quote-snapped', 1);
    const speaker = item.speaker !== null && voices.has(item.speaker) ? item.speaker : null;
    return [{ text: tidy(item.text), ...found, speaker, startMs: startOf(found.lines, input.lines) }];
  });
  const dropped = answer.quotes.length - quotes.length;
  if (dropped > 0) input.onRepair('quote-dropped', dropped);
  return quotes;
}

function keepNamed<T>(items: readonly T[], input: GroundingInput, forms: (item: T) => string[]): T[] {
  const all = { first: 1, last: input.lines.length };
  const facts = [input.video.title, input.video.description, input.video.feed?.name ?? ''].join(' ').toLowerCase();
  const kept = items.filter((item) => {
    const heard = forms(item);
    return (
      nameOccurs(heard, input.lines, all) || heard.some((form) => form.length > 2 && facts.includes(form.toLowerCase()))
    );
  });
  if (kept.length < items.length) input.onRepair('mention-dropped', items.length - kept.length);
  return kept;
}

/** Every form under which a name of the digest may stand in the captions. */
function heardForms(name: string, { glossary, cast }: Names): string[] {
  const own = name.split(/[（()）/、]/).map((part) => part.trim());
  const known = glossary
    .filter(({ target, accepted }) => [target, ...accepted].some((form) => own.includes(form) || name.includes(form)))
    .flatMap(({ sources }) => sources);
  const members = cast
    .filter((member) => isNamed(member, name))
    .flatMap((member) => [member.name, ...member.name.split(' ')]);
  return [...own, ...known, ...members].filter((form) => form.length > 1);
}

function isNamed(member: CastMember, name: string): boolean {
  return [member.name, member.fullName, member.label].some((form) => form !== '' && name.includes(form));
}

function startOf(range: LineRange, lines: readonly Line[]): number {
  return lines[range.first - 1]?.startMs ?? 0;
}

function importanceOf(value: number): 1 | 2 | 3 {
  if (value >= 3) return 3;
  return value >= 2 ? 2 : 1;
}
