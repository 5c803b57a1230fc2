import { decodeHTMLStrict, decodeXML } from 'entities';
import type { Cue } from '../transcript.ts';
import { stripTags } from './caption-text.ts';
import { type CueDraft, finishCues } from './cue-draft.ts';
import { markupTokens } from './markup.ts';

/**
 * `<transcript><text start="1.36" dur="1.68">`: times in **seconds**, text escaped twice (`&amp;#39;`), style tags both
 * as child elements and escaped. `dur` may be missing.
 */
export function parseSrv1(body: string): Cue[] {
  const drafts: CueDraft[] = [];
  let open: { startMs: number; endMs: number | null; raw: string } | null = null;
  const finish = () => {
    if (open !== null) drafts.push({ startMs: open.startMs, endMs: open.endMs, text: decodeTwice(open.raw) });
    open = null;
  };
  for (const token of markupTokens(body)) {
    if (token.kind === 'text') {
      if (open !== null) open.raw += token.text;
    } else if (token.name === 'br') {
      if (open !== null) open.raw += '\n';
    } else if (token.name === 'text') {
      finish();
      if (token.kind === 'open') open = openCue(token.attributes);
    }
  }
  finish();
  return finishCues(drafts);
}

function openCue(attributes: ReadonlyMap<string, string>) {
  const startMs = Number(attributes.get('start') ?? '0') * 1000;
  const duration = attributes.get('dur');
  return { startMs, endMs: duration === undefined ? null : startMs + Number(duration) * 1000, raw: '' };
}

function decodeTwice(raw: string): string {
  return stripTags(decodeHTMLStrict(decodeXML(raw)));
}
