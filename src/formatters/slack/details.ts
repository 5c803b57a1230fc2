import type { Argument, Digest, Person, Quote } from '../../core/domain/digest.ts';
import type { Reply } from '../../core/domain/reply.ts';
import { onOneLine } from '../plain-text.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { fullSection, type SlackMessage } from './blocks.ts';
import { companyTables } from './company-tables.ts';
import { clipMrkdwn } from './escape-mrkdwn.ts';
import { childCharacters, foldMessages, foldTitle, textCharacters } from './fold-messages.ts';
import { momentLink } from './moment-link.ts';
import type { Fold, FoldItem } from './pack-folds.ts';

/** Arguments, companies, quotes and people, each in its fold; none for a digest that has none of them. */
export function detailMessages(reply: Extract<Reply, { kind: 'details' }>, maxCharacters: number): SlackMessage[] {
  const { digest } = reply;
  const strings = stringsFor(reply.language);
  const { document } = strings;
  const child = childCharacters(maxCharacters);
  const fold = (title: string, items: readonly FoldItem[]): Fold => ({ title: foldTitle(title), items });
  const texts = (parts: readonly string[]): FoldItem[] => parts.map((text) => ({ block: fullSection(text) }));
  const folds = [
    fold(document.arguments, texts(digest.arguments.map((point) => argumentText(digest, point, strings, child)))),
    fold(
      document.companies,
      companyTables(digest.companies, strings, child).map((block) => ({ block })),
    ),
    fold(document.quotes, texts(digest.quotes.map((quote) => quoteText(digest, quote, strings, child)))),
    fold(document.people, texts(peopleTexts(digest, strings, child))),
  ];
  return foldMessages(folds, maxCharacters, {
    text(parts, part) {
      const titles = [...new Set(parts.map((each) => each.fold.title))].join(strings.punctuation.comma);
      return clipMrkdwn(part === '' ? titles : `${titles} (${part})`, textCharacters);
    },
  });
}

/** Lines that each get a fair share of the section; empty ones are left out. */
function lines(max: number, parts: readonly (readonly [label: string, text: string | null])[]): string[] {
  const filled = parts.filter(([, text]) => onOneLine(text ?? '') !== '');
  const share = Math.floor(max / Math.max(1, filled.length)) - 8;
  return filled.map(([label, text]) => {
    // The colon is ASCII in every language: Slack ends bold text before no other.
    const start = label === '' ? '' : `*${clipMrkdwn(label, 60)}*: `;
    return start + clipMrkdwn(text ?? '', share - start.length);
  });
}

function argumentText(digest: Digest, point: Argument, { document, punctuation }: Catalogue, max: number): string {
  const title = momentLink(digest.video, point.startMs, point.title, 200);
  const body = lines(max - title.length - 2, [
    ['', point.content],
    [document.argumentConcepts, point.concepts.filter((concept) => onOneLine(concept) !== '').join(punctuation.comma)],
    [document.argumentImplication, point.implication],
  ]);
  return [`*${title}*`, ...body].join('\n');
}

/** The words in the digest's language, the captions' own, and who says them when. */
function quoteText(digest: Digest, quote: Quote, { punctuation }: Catalogue, max: number): string {
  const [open, close] = punctuation.quotes;
  const speaker = digest.cast.find(({ id }) => id === quote.speaker)?.label ?? '';
  const link = momentLink(digest.video, quote.startMs, speaker, 80);
  const original = quote.source.trim() === quote.text.trim() ? null : `${open}${quote.source}${close}`;
  return [
    ...lines(max - link.length - 1, [
      ['', `${open}${quote.text}${close}`],
      ['', original],
    ]),
    link,
  ].join('\n');
}

/** The introduction stands before the people it names. */
function peopleTexts(digest: Digest, strings: Catalogue, max: number): string[] {
  const people = digest.people.map((person) => personText(digest, person, strings, max));
  const introduction = people.length > 0 ? lines(max, [['', digest.introduction]]) : [];
  return [...introduction, ...people];
}

function personText(digest: Digest, person: Person, { document, marks }: Catalogue, max: number): string {
  const name = momentLink(digest.video, person.startMs, person.name, 150);
  const body = lines(max - name.length - 2, [
    [document.personIdentity, person.identity],
    [document.personBackground, person.background],
    [document.personViews, person.views],
    [marks.notFromVideo, person.elsewhere],
  ]);
  return [`*${name}*`, ...body].join('\n');
}
