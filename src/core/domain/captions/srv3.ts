import { decodeHTMLStrict } from 'entities';
import type { Cue, Word } from '../transcript.ts';
import { stripTags } from './caption-text.ts';
import { type CueDraft, finishCues } from './cue-draft.ts';
import { markupTokens } from './markup.ts';

interface OpenParagraph {
  readonly startMs: number;
  readonly endMs: number | null;
  readonly words: Word[];
  text: string;
  /** Where the text being read begins, in ms: of the last `<s t>`, else of the paragraph. */
  offsetMs: number;
  hasOffsets: boolean;
}

/**
 * `<timedtext format="3"><body><p t d><s t>`: times in **milliseconds**, text escaped once. A word is an `<s>`; text
 * outside `<s>` belongs to the cue all the same. The `<p a="1">` that only begin a new row on screen hold no text and
 * therefore give no cue.
 */
export function parseSrv3(body: string): Cue[] {
  const drafts: CueDraft[] = [];
  let open: OpenParagraph | null = null;
  const finish = () => {
    if (open !== null) drafts.push(draftOf(open));
    open = null;
  };
  for (const token of markupTokens(body)) {
    if (token.kind === 'text') {
      if (open !== null) addText(open, token.text);
    } else if (token.name === 'p') {
      finish();
      if (token.kind === 'open') open = openParagraph(token.attributes);
    } else if (open !== null && token.name === 'br') {
      open.text += '\n';
    } else if (open !== null && token.kind === 'open' && token.name === 's') {
      openWord(open, token.attributes);
    }
  }
  finish();
  return finishCues(drafts);
}

function openParagraph(attributes: ReadonlyMap<string, string>): OpenParagraph {
  const startMs = Number(attributes.get('t') ?? '0');
  const duration = attributes.get('d');
  const endMs = duration === undefined ? null : startMs + Number(duration);
  return { startMs, endMs, words: [], text: '', offsetMs: 0, hasOffsets: false };
}

function openWord(open: OpenParagraph, attributes: ReadonlyMap<string, string>): void {
  const offset = attributes.get('t');
  if (offset === undefined) return;
  open.offsetMs = Number(offset);
  open.hasOffsets = true;
}

function addText(open: OpenParagraph, raw: string): void {
  const text = stripTags(decodeHTMLStrict(raw));
  open.text += text;
  open.words.push({ startMs: open.startMs + open.offsetMs, text });
}

function draftOf({ startMs, endMs, text, words, hasOffsets }: OpenParagraph): CueDraft {
  return hasOffsets ? { startMs, endMs, text, words } : { startMs, endMs, text };
}
