import { VidigestError } from '../errors.ts';
import type { Cue } from '../transcript.ts';
import { parseJson3 } from './json3.ts';
import { parseSrt } from './srt.ts';
import { parseSrv1 } from './srv1.ts';
import { parseSrv3 } from './srv3.ts';
import { isTimingLine } from './timed-blocks.ts';
import { parseVtt } from './vtt.ts';

/** What captions come as. json3, srv1 and srv3 are YouTube's own; srv1 counts seconds, the other two milliseconds. */
export type CaptionFormat = 'json3' | 'srv1' | 'srv3' | 'vtt' | 'srt';

const parsers: Readonly<Record<CaptionFormat, (body: string) => Cue[]>> = {
  json3: parseJson3,
  srv1: parseSrv1,
  srv3: parseSrv3,
  vtt: parseVtt,
  srt: parseSrt,
};

/** Only the beginning of a body is looked at: formats show there. */
const lookedAt = 4096;

/** The format a body shows by itself, whatever its name; null where it is none of them. */
export function detectCaptionFormat(body: string): CaptionFormat | null {
  const start = body
    .slice(0, lookedAt)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('WEBVTT')) return 'vtt';
  if (start.startsWith('{')) return /"(?:events|wireMagic)"\s*:/.test(start) ? 'json3' : null;
  if (start.startsWith('<')) return detectXml(start);
  return start.split(/\r\n|\r|\n/).some(isTimingLine) ? 'srt' : null;
}

function detectXml(start: string): CaptionFormat | null {
  if (/<timedtext[^<>]*\sformat\s?=\s?["']3["']/.test(start)) return 'srv3';
  return /<transcript[\s/>]/.test(start) ? 'srv1' : null;
}

/**
 * Cues of a caption body, in order of start, decoded to plain text; rows on screen are kept as line breaks within a
 * cue. Ends are as the format gives them and may reach into the next cue. No cues is a valid answer. Throws
 * `captions-invalid` for a body that is empty, binary, of no known format, or not of `format` where that is given.
 */
export function parseCaptions(body: string, format?: CaptionFormat): Cue[] {
  if (body.replace(/^\ufeff/, '').trim() === '') throw invalid('the captions are empty');
  const detected = detectCaptionFormat(body);
  if (detected === null) throw invalid(describeUnknown(body));
  if (format !== undefined && format !== detected) throw invalid(`captions said to be ${format} are ${detected}`);
  return parsers[detected](body.replace(/^\ufeff/, ''));
}

function describeUnknown(body: string): string {
  const start = body.slice(0, lookedAt);
  if (/[\0\ufffd]/.test(start)) return 'not captions: the file is binary or not in UTF-8';
  if (/^\s*<(?:!doctype html|html)/i.test(start)) return 'not captions: this is a web page';
  const known = Object.keys(parsers).join(', ');
  return `captions of an unknown format; known are ${known}`;
}

function invalid(message: string): VidigestError {
  return new VidigestError('captions-invalid', message);
}
