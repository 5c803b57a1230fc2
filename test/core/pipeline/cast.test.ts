import { describe, expect, it } from 'vitest';
import type { Line } from '../../../src/core/domain/transcript.ts';
import type { Video } from '../../../src/core/domain/video.ts';
import { castAsGlossary, groundCast, groundGlossary } from '../../../src/core/pipeline/cast.ts';

const video: Video = {
  id: 'abcdefghijk',
  title: 'Backups with Nora Field',
  feed: { id: 'f', name: 'The Quiet Pager' },
  publishedOn: null,
  durationMs: 60_000,
  description: '',
  creatorChapters: [],
  unlisted: false,
  linkable: true,
};
const lines: Line[] = [
  { number: 1, startMs: 0, endMs: 5_000, text: 'We moved it to post gress, said Ron John.', speakerChange: true },
  { number: 2, startMs: 5_000, endMs: 9_000, text: 'And Mesa sold it, on the rights law curve.', speakerChange: false },
];
const evidence = { video, lines };
const member = { id: 'x', fullName: '', label: '', role: '', speaks: true };

describe('groundGlossary', () => {
  it('keeps the forms that are heard and drops entries nobody says', () => {
    const entries = groundGlossary(
      [
        { sources: ['post gress', 'Postgres'], target: 'PostgreSQL', accepted: ['Postgres'] },
        { sources: ['Kubernetes'], target: 'Kubernetes', accepted: [] },
        { sources: ['rights law'], target: '赖特定律', accepted: ["Wright's law"] },
      ],
      evidence,
      'zh-CN',
    );
    expect(entries.map(({ target, sources }) => [target, sources])).toEqual([
      ['PostgreSQL', ['post gress']],
      ['赖特定律', ['rights law']],
    ]);
  });

  it('does not take part of a word for a form', () => {
    expect(groundGlossary([{ sources: ['press'], target: 'Press', accepted: [] }], evidence, 'de')).toEqual([]);
  });
});

describe('groundCast', () => {
  it('keeps people named in captions, title or channel, unnamed roles and corrected names; ids are ours', () => {
    const glossary = groundGlossary(
      [{ sources: ['Ron John'], target: '拉詹', accepted: ['Ranjan Roy'] }],
      evidence,
      'zh-CN',
    );
    const cast = groundCast(
      [
        { ...member, name: 'Nora Field' },
        { ...member, name: 'Ranjan Roy', label: '拉詹' },
        { ...member, name: 'Host' },
        { ...member, name: 'Somebody Else' },
      ],
      glossary,
      evidence,
      'zh-CN',
    );
    expect(cast.map(({ id, name, label }) => [id, name, label])).toEqual([
      ['s1', 'Nora Field', 'Nora Field'],
      ['s2', 'Ranjan Roy', '拉詹'],
      ['s3', 'Host', 'Host'],
    ]);
  });

  it.each(['Co-Host', 'ナレーター', '主持人', '진행자', 'Moderatorin', 'Présentateur', 'Presentadora', 'Convidado'])(
    'keeps a speaker whom nobody names, called by a role in the language of the talk: %s',
    (name) => {
      const cast = groundCast([{ ...member, name, label: 'Host' }], [], evidence, 'en');
      expect(cast.map(({ label }) => label)).toEqual(['Host']);
      expect(castAsGlossary(cast)).toEqual([]);
    },
  );

  it('makes glossary entries of named people only', () => {
    const cast = groundCast(
      [
        { ...member, name: 'Nora Field', label: 'Nora' },
        { ...member, name: 'Host' },
      ],
      [],
      evidence,
      'de',
    );
    expect(castAsGlossary(cast)).toEqual([{ sources: ['Nora Field'], target: 'Nora', accepted: ['Nora Field'] }]);
  });
});
