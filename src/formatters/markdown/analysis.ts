import type { Argument, CastMember, Person, Quote } from '../../core/domain/digest.ts';
import { brokenLines, labelled, type MarkdownContext, table, timeLink } from './context.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** Arguments, companies, quotes, people and the kind of video, as blocks in reading order. Empty sections are left out. */
export function analysisBlocks(context: MarkdownContext): string[] {
  const { digest, strings } = context;
  const words = strings.document;
  return [
    ...section(
      `## 📊 ${words.arguments}`,
      digest.arguments.flatMap((point) => argumentBlocks(context, point)),
    ),
    ...section(`## 🏢 ${words.companies}`, companyBlocks(context)),
    ...section(
      `## 💬 ${words.quotesCounted(digest.quotes.length)}`,
      digest.quotes.map((quote) => quoteBlock(context, quote)),
    ),
    ...section(
      `## 👤 ${words.people}`,
      digest.people.flatMap((person) => personBlocks(context, person)),
    ),
    ...section(`## 📺 ${words.videoType}`, videoTypeBlocks(context)),
  ];
}

function section(heading: string, blocks: string[]): string[] {
  return blocks.length === 0 ? [] : [heading, ...blocks];
}

function argumentBlocks(context: MarkdownContext, point: Argument): string[] {
  const { document: words, punctuation } = context.strings;
  const content = labelled(context, words.argumentContent, point.content);
  const bullets = [
    content === null ? null : `${content} ${timeLink(context, point.startMs)}`,
    labelled(context, words.argumentConcepts, point.concepts.join(punctuation.comma)),
    labelled(context, words.argumentImplication, point.implication),
  ];
  return [
    `#### ${escapeMarkdown(point.title)}`,
    bullets
      .filter((bullet) => bullet !== null)
      .map((bullet) => `- ${bullet}`)
      .join('\n'),
  ];
}

function companyBlocks(context: MarkdownContext): string[] {
  const { digest, strings } = context;
  if (digest.companies.length === 0) return [];
  const rows = digest.companies.map(({ name, context: said, importance, startMs }) => [
    escapeMarkdown(name),
    `${escapeMarkdown(said)} ${timeLink(context, startMs)}`,
    `${'⭐'.repeat(importance)} ${strings.importance[importance]}`,
  ]);
  return [table(strings.document.companyColumns, rows)];
}

function quoteBlock(context: MarkdownContext, quote: Quote): string {
  const [open, close] = context.strings.punctuation.quotes;
  const speaker = quote.speaker === null ? undefined : context.cast.get(quote.speaker);
  const time = timeLink(context, quote.startMs);
  const lines = [
    `${open}${escapeMarkdown(quote.text)}${close}`,
    quote.source === quote.text ? null : `“${escapeMarkdown(quote.source)}”`,
    speaker === undefined ? `— ${time}` : `— ${escapeMarkdown(nameWithoutOriginal(speaker))} · ${time}`,
  ];
  return brokenLines(lines, '> ');
}

/** `拉詹·罗伊（Ranjan Roy）` → `拉詹·罗伊`: the original spelling stands in the introduction and under the people. */
function nameWithoutOriginal({ fullName }: CastMember): string {
  const short = fullName.replace(/\s*[（(][^（()）]*[)）]\s*$/u, '');
  return short === '' ? fullName : short;
}

function personBlocks(context: MarkdownContext, person: Person): string[] {
  const { document: words, marks } = context.strings;
  return [
    `#### ${escapeMarkdown(person.name)}`,
    brokenLines([
      labelled(context, words.personIdentity, person.identity),
      labelled(context, words.personBackground, person.background),
      labelled(context, words.personViews, person.views),
      labelled(context, marks.notFromVideo, person.elsewhere),
    ]),
  ];
}

function videoTypeBlocks(context: MarkdownContext): string[] {
  const { videoType } = context.digest;
  if (videoType === null) return [];
  const label = context.strings.videoTypes[videoType.type];
  return [labelled(context, label, videoType.description) ?? `**${label}**`];
}
