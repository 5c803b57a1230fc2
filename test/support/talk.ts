import type { Captions, Cue } from '../../src/core/domain/transcript.ts';
import type { Video } from '../../src/core/domain/video.ts';

const sentences = [
  'So we moved the whole thing to PostgreSQL in 2021, and it took about three weeks.',
  'I think the interesting part is what happened after that, because nobody had planned for it.',
  'We had 40 customers then, and every one of them called us within an hour.',
  'You learn a lot about your team on a day like that, more than in any review.',
  'The budget was two million dollars, and we spent maybe half of it on the wrong things.',
  'If you ask me today, I would start with the smallest piece and see what breaks.',
];

/** A talk of two voices at a normal pace, `minutes` long, in cues of about five seconds. */
export function talk(minutes: number, change: Partial<Video> = {}): { video: Video; captions: Captions } {
  const cues: Cue[] = Array.from({ length: minutes * 12 }, (_, index) => ({
    startMs: index * 5_000,
    endMs: (index + 1) * 5_000,
    text: `${index % 7 === 0 ? '>> ' : ''}${sentences[index % sentences.length]}`,
  }));
  const video: Video = {
    id: 'abcdefghijk',
    title: 'How we moved',
    feed: { id: 'f1', name: 'The Feed' },
    publishedOn: '2026-01-02',
    durationMs: minutes * 60_000,
    description: '',
    creatorChapters: [],
    unlisted: false,
    linkable: true,
    ...change,
  };
  return { video, captions: { language: 'en', kind: 'auto', cues } };
}
