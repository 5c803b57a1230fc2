import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseCaptions } from '../src/core/domain/captions/parse-captions.ts';
import { videoSchema } from '../src/core/domain/video.ts';
import { makeLines } from '../src/core/pipeline/lines.ts';
import { projectRoot } from './support/source-file.ts';

const read = (name: string) => readFileSync(path.join(projectRoot, 'assets/talk', name), 'utf8');
const talkSchema = z.strictObject(
  videoSchema.pick({ id: true, title: true, feed: true, publishedOn: true, description: true, durationMs: true }).shape,
);

describe('the talk that ships', () => {
  const talk = talkSchema.parse(JSON.parse(read('talk.json')));
  const cues = parseCaptions(read('captions.vtt'));

  it('is six minutes of two people, with nothing said after its end', () => {
    expect(talk.id).toMatch(/^[\w-]{11}$/);
    expect(Math.abs(talk.durationMs - 360_000)).toBeLessThanOrEqual(20_000);
    expect(cues.at(-1)?.endMs).toBeLessThanOrEqual(talk.durationMs);
    expect(cues.filter((cue) => cue.text.startsWith('>>')).length).toBeGreaterThan(20);
  });

  it('has captions as good automatic ones are: short cues, in order, none over another', () => {
    for (const [index, cue] of cues.entries()) {
      expect(cue.endMs - cue.startMs).toBeGreaterThan(500);
      expect(cue.endMs - cue.startMs).toBeLessThan(5_000);
      expect(cue.text.split(' ').length).toBeLessThanOrEqual(13);
      expect(cue.endMs).toBeLessThanOrEqual(cues[index + 1]?.startMs ?? Number.POSITIVE_INFINITY);
    }
  });

  it('makes lines that hold each of its words once', () => {
    const words = (texts: readonly { readonly text: string }[]) =>
      texts.flatMap(({ text }) => text.replace(/^>> /, '').split(/\s+/));
    const lines = makeLines({ language: 'en', kind: 'auto', cues });
    expect(words(lines)).toEqual(words(cues));
    expect(lines.filter((line) => line.speakerChange).length).toBe(
      cues.filter(({ text }) => text.startsWith('>>')).length,
    );
  });
});
