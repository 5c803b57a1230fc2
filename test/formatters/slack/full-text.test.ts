import { describe, expect, it } from 'vitest';
import type { Passage, Turn } from '../../../src/core/domain/digest.ts';
import type { SlackMessage } from '../../../src/formatters/slack/blocks.ts';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { longDigest, sampleDigest } from '../../support/sample-digest.ts';
import { textsOf } from './replies.ts';

const fullText = (digest = sampleDigest(), format = {}): SlackMessage[] =>
  formatReply({ kind: 'full-text', language: 'en', digest }, { containers: true, ...format });

/** The sections of a digest whose only chapter holds these passages. */
function sections(...passages: Partial<Passage>[]): string[] {
  const digest = sampleDigest();
  const [chapter] = digest.chapters;
  const [model] = digest.passages;
  if (chapter === undefined || model === undefined) throw new Error('no sample');
  const chapters = [chapter];
  const all = passages.map((passage, at) => ({ ...model, startMs: at * 60_000, ...passage }));
  return fullText({ ...digest, chapters, passages: all })
    .flatMap(textsOf)
    .slice(1, -1);
}

const turn = (speaker: string | null, text: string): Turn => ({ speaker, text });

describe('the full text', () => {
  it('is a collapsed container per chapter and a section per passage, with text that says so', () => {
    const [message, ...more] = fullText();
    expect(more).toEqual([]);
    expect(message?.text).toBe('Full text: chapters 1-3');
    const folds = message?.blocks.slice(0, -1) ?? [];
    expect(folds.map((block) => block.type === 'container' && block.title.text)).toEqual([
      '00:00–02:06 小项目为什么活得更久',
      '02:06–04:12 钱从哪里来',
      '04:12–06:10 如何体面地停下来',
    ]);
    for (const block of folds) {
      expect(block).toMatchObject({ is_collapsible: true, default_collapsed: true });
      const children = block.type === 'container' ? block.child_blocks : [];
      expect(children).toHaveLength(2);
      for (const child of children) expect(child).toMatchObject({ type: 'section', expand: true });
    }
  });

  it('names the speaker where the voice changes, and again where a fold opens', () => {
    const passages = [
      { turns: [turn('s1', 'One.'), turn('s2', 'Two.')] },
      { turns: [turn('s2', 'Three.'), turn('s2', 'Four.'), turn('s1', 'Five.')] },
    ];
    expect(sections(...passages)).toEqual([
      '<https://youtu.be/vdgSample01|00:00> *玛雅*: One.\n*托马斯*: Two.',
      '<https://youtu.be/vdgSample01?t=60|01:00> Three.\nFour.\n*玛雅*: Five.',
    ]);
    const [first] = fullText()[0]?.blocks.slice(1) ?? [];
    expect(JSON.stringify(first)).toContain('*玛雅*');
  });

  it('guesses nobody: a voice without a name gets a dash', () => {
    expect(sections({ turns: [turn('s1', 'One.'), turn(null, 'Two.'), turn('s1', 'Three.')] })).toEqual([
      '<https://youtu.be/vdgSample01|00:00> *玛雅*: One.\n— Two.\n*玛雅*: Three.',
    ]);
    expect(sections({ turns: [turn(null, 'One.'), turn(null, 'Two.')] })[0]).toMatch(/> One\.\nTwo\.$/);
  });

  it('names nobody where one voice is all there is', () => {
    expect(sections({ turns: [turn('s1', 'One.')] }, { turns: [turn('s1', 'Two.')] }).join()).not.toContain('*');
  });

  it('marks what failed its checks and what is not translated', () => {
    const turns = [turn('s1', 'One.')];
    expect(sections({ turns, state: 'doubtful' }, { turns, state: 'source' })).toEqual([
      '<https://youtu.be/vdgSample01|00:00> One. _(doubtful translation)_',
      '<https://youtu.be/vdgSample01?t=60|01:00> One. _(not translated)_',
    ]);
  });

  it('cuts a long passage at the ends of sentences, and loses none', () => {
    const text = Array.from({ length: 150 }, (_, at) => `This is sentence number ${at} of this & that.`).join(' ');
    const found = sections({ turns: [turn('s1', 'Short.'), turn('s2', text)] });
    expect(found.length).toBeGreaterThan(2);
    for (const section of found) expect(section.length).toBeLessThanOrEqual(3000);
    for (const section of found.slice(0, -1)) expect(section).toMatch(/\.$/);
    const words = found.join(' ').replaceAll('&amp;', '&');
    expect(words).toContain(text.slice(0, 2000));
    expect([...words.matchAll(/sentence number (\d+)/g)].map(([, at]) => Number(at))).toEqual(
      Array.from({ length: 150 }, (_, at) => at),
    );
  });

  it('goes on in a second container after ten sections', () => {
    const digest = longDigest(16, 'zh-CN');
    const passages = digest.passages.map((passage) => ({ ...passage, chapter: 0 }));
    const messages = fullText({ ...digest, passages, chapters: digest.chapters.slice(0, 1) });
    const titles = messages.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'container' ? [block.title.text] : [])),
    );
    expect(titles).toHaveLength(2);
    expect(titles[0]).toMatch(/^00:00–04:00 .* \(1\/2\)$/);
    expect(titles[1]).toMatch(/\(2\/2\)$/);
    expect(messages[0]?.text).toBe('Full text: chapter 1');
  });

  it('says which chapters each of several messages holds, and takes no more than two for the reference talk', () => {
    const messages = fullText(longDigest(41.65, 'zh-CN'));
    expect(messages.map(({ text }) => text)).toEqual(['Full text 1/2: chapters 1-5', 'Full text 2/2: chapters 6-10']);
  });

  it('ends each message with a button that reads on from its first chapter', () => {
    const feet = fullText(longDigest(41.65, 'zh-CN')).map(({ blocks }) => blocks.at(-1));
    const buttons = feet.flatMap((foot) => (foot?.type === 'actions' ? foot.elements : []));
    expect(buttons).toMatchObject([
      { action_id: 'read', text: { text: 'Read in full' }, value: 'vdgSample01|zh-CN|0|0|t' },
      { action_id: 'read', text: { text: 'Read in full' }, value: 'vdgSample01|zh-CN|5|0|t' },
    ]);
  });

  it('has no button for a video whose id no button takes', () => {
    const sample = sampleDigest();
    const [message] = fullText({ ...sample, video: { ...sample.video, id: 'x'.repeat(65) } });
    expect(message?.blocks.at(-1)?.type).toBe('container');
  });

  it('stands open under headings where containers are refused', () => {
    const [message, ...more] = fullText(sampleDigest(), { containers: false });
    expect(more).toEqual([]);
    expect(textsOf(message ?? { text: '', blocks: [] })[0]).toBe('*00:00–02:06 小项目为什么活得更久*');
    expect(message?.blocks.slice(0, -1).every(({ type }) => type === 'section')).toBe(true);
  });

  it('is none without passages', () => {
    expect(fullText(sampleDigest({ passages: [], fullText: 'none' }))).toEqual([]);
  });
});
