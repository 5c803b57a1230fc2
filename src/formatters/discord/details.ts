import type { Argument, Company, Digest, Person, Quote } from '../../core/domain/digest.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { buttonRow, container, textDisplay } from './components.ts';
import { button, refOf } from './controls.ts';
import type { DetailPart, TurnButton } from './custom-id.ts';
import { clipDiscord } from './escape-discord.ts';
import { discordLimits } from './limits.ts';
import { momentLink } from './masked-link.ts';
import { textWeight } from './measure.ts';
import { type DiscordMessage, message } from './message.ts';

/** Characters of the longest entry, escapes included, so that any of them fits into a message by bytes. */
const entryCharacters = 2_400;
/** Frames, buttons, the number of a page, and headings that are said again. */
const reserveWeight = 200;

interface Block {
  readonly heading: string;
  readonly entries: readonly string[];
  /** Between two entries. */
  readonly gap: '\n' | '\n\n';
}

/**
 * A part of a digest for one person, in as few messages as fit; none where the digest has nothing to show there. The
 * words around it are those of `language`.
 */
export function formatDetails(digest: Digest, part: DetailPart, language: string): DiscordMessage[] {
  return detailTexts(digest, part, language).map((text) => message([container([textDisplay(text)])], 'ephemeral'));
}

/**
 * A page of a part for one person, with ways to the pages around it where there are several; a page beyond the last stands
 * for the last. Null where the digest has nothing to show there.
 */
export function formatDetailsPage(
  digest: Digest,
  part: DetailPart,
  wanted: number,
  language: string,
): DiscordMessage | null {
  const texts = detailTexts(digest, part, language);
  const at = Math.min(Math.max(0, wanted), texts.length - 1);
  const text = texts[at];
  if (text === undefined) return null;
  if (texts.length === 1) return message([container([textDisplay(text)])], 'ephemeral');
  const turn = (name: TurnButton, label: string, page: number) =>
    button({ action: 'details', ...refOf(digest), part, page: Math.max(0, page), button: name }, label, {
      disabled: page < 0 || page >= texts.length,
    });
  const row = buttonRow([turn('previous', '‹', at - 1), turn('next', '›', at + 1)]);
  return message([container([textDisplay(`${text}\n-# ${at + 1}/${texts.length}`), ...row])], 'ephemeral');
}

function detailTexts(digest: Digest, part: DetailPart, language: string): string[] {
  const strings = stringsFor(language);
  const blocks = part === 'arguments' ? [argumentBlock(digest, strings)] : otherBlocks(digest, strings);
  return packBlocks(blocks.filter(({ entries }) => entries.length > 0));
}

/** Entries put together under their headings as far as a message goes; a heading is said again where a message begins. */
function packBlocks(blocks: readonly Block[]): string[] {
  const texts: string[] = [];
  let current = '';
  for (const { heading, entries, gap } of blocks) {
    let isHeaded = false;
    for (const entry of entries) {
      const added = isHeaded ? entry : `${heading}\n${entry}`;
      const grown = current === '' ? added : `${current}${isHeaded ? gap : '\n'}${added}`;
      if (textWeight(grown) <= discordLimits.textCharacters - reserveWeight) current = grown;
      else {
        texts.push(current);
        current = `${heading}\n${entry}`;
      }
      isHeaded = true;
    }
  }
  return current === '' ? texts : [...texts, current];
}

function argumentBlock(digest: Digest, strings: Catalogue): Block {
  const { document, punctuation } = strings;
  const entries = digest.arguments.map((point: Argument) => {
    const title = `**${momentLink(digest.video, point.startMs, point.title, 200)}**`;
    return entry(strings, title, [
      ['', point.content],
      [document.argumentConcepts, point.concepts.join(punctuation.comma)],
      [document.argumentImplication, point.implication],
    ]);
  });
  return { heading: headingOf(document.arguments), entries, gap: '\n\n' };
}

function otherBlocks(digest: Digest, strings: Catalogue): Block[] {
  const { document } = strings;
  const introduction = digest.people.length > 0 ? clipDiscord(digest.introduction ?? '', 800) : '';
  const people = digest.people.map((person) => personEntry(digest, person, strings));
  const companies = digest.companies.map((company) => companyEntry(digest, company, strings));
  const quotes = digest.quotes.map((quote) => quoteEntry(digest, quote, strings));
  return [
    {
      heading: headingOf(document.people),
      entries: [introduction, ...people].filter((text) => text !== ''),
      gap: '\n\n',
    },
    { heading: headingOf(document.companies), entries: companies, gap: '\n' },
    { heading: headingOf(document.quotes), entries: quotes, gap: '\n\n' },
  ];
}

function headingOf(title: string): string {
  return `## ${clipDiscord(title, 100)}`;
}

function personEntry(digest: Digest, person: Person, strings: Catalogue): string {
  const { document, marks } = strings;
  return entry(strings, `**${momentLink(digest.video, person.startMs, person.name, 150)}**`, [
    ['', person.identity],
    [document.personBackground, person.background],
    [document.personViews, person.views],
    [marks.notFromVideo, person.elsewhere],
  ]);
}

/** On one line: name, importance in words, what is said of it. */
function companyEntry(digest: Digest, company: Company, { importance, punctuation }: Catalogue): string {
  const name = momentLink(digest.video, company.startMs, company.name, 100);
  const [open, close] = punctuation.brackets;
  const context = clipDiscord(company.context, 500);
  const rest = context === '' ? '' : punctuation.colon + context;
  return `- ${name}${open}${importance[company.importance]}${close}${rest}`;
}

/** The words in the digest's language, the captions' own, and who says them when. */
function quoteEntry(digest: Digest, quote: Quote, { punctuation }: Catalogue): string {
  const [open, close] = punctuation.quotes;
  const speaker = digest.cast.find(({ id }) => id === quote.speaker)?.label ?? '';
  const original = quote.source.trim() === quote.text.trim() ? '' : clipDiscord(`${open}${quote.source}${close}`, 900);
  const words = clipDiscord(`${open}${quote.text}${close}`, 900);
  const link = momentLink(digest.video, quote.startMs, speaker, 80);
  return [`> ${words}`, ...(original === '' ? [] : [`> -# ${original}`]), link].join('\n');
}

/** A title and lines that each get a fair share of the room; empty ones are left out. */
function entry(
  { punctuation }: Catalogue,
  title: string,
  parts: readonly (readonly [label: string, text: string | null])[],
): string {
  const filled = parts.filter(([, text]) => (text ?? '').trim() !== '');
  const share = Math.floor((entryCharacters - title.length) / Math.max(1, filled.length)) - 8;
  const lines = filled.map(([label, text]) => {
    const start = label === '' ? '' : `**${clipDiscord(label, 60)}**${punctuation.colon}`;
    return start + clipDiscord(text ?? '', share - start.length);
  });
  return [title, ...lines].join('\n');
}
