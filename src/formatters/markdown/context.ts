import type { CastMember, Digest } from '../../core/domain/digest.ts';
import { formatTimecode } from '../../core/domain/timecode.ts';
import { watchUrl } from '../../core/domain/video.ts';
import type { Catalogue } from '../strings/catalogue.ts';
import { stringsFor } from '../strings/strings-for.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** What every section of one document shares. */
export interface MarkdownContext {
  readonly digest: Digest;
  readonly strings: Catalogue;
  readonly cast: ReadonlyMap<string, CastMember>;
}

/** Words of the digest's language, and its speakers by id. */
export function markdownContext(digest: Digest): MarkdownContext {
  return {
    digest,
    strings: stringsFor(digest.language),
    cast: new Map(digest.cast.map((member) => [member.id, member])),
  };
}

/** `label` (Markdown already) as a link to the video at that second; the bare label where there is no page. */
export function timeLink({ digest }: MarkdownContext, atMs: number, label = formatTimecode(atMs)): string {
  return digest.video.linkable ? `[${label}](${watchUrl(digest.video.id, atMs)})` : label;
}

/** `0:00 - 2:30`, minutes without a leading zero. */
export function spanLabel(startMs: number, endMs: number): string {
  return `${shortTime(startMs)} - ${shortTime(endMs)}`;
}

function shortTime(ms: number): string {
  return formatTimecode(ms).replace(/^0/u, '');
}

/** `**label**：text`, escaped; null when there is no text. */
export function labelled({ strings }: MarkdownContext, label: string, text: string | null): string | null {
  const escaped = escapeMarkdown(text ?? '');
  return escaped === '' ? null : `**${label}**${strings.punctuation.colon}${escaped}`;
}

/** Lines of one paragraph that stay on lines of their own (two spaces at the end break a line everywhere). */
export function brokenLines(lines: readonly (string | null)[], prefix = ''): string {
  return lines
    .filter((line) => line !== null)
    .map((line) => prefix + line)
    .join('  \n');
}

/** A table; every cell is one line of Markdown already. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [row(columns), row(columns.map(() => '---')), ...rows.map(row)].join('\n');
}
