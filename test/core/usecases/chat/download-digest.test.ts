import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileName } from '../../../../src/core/usecases/chat/download-digest.ts';
import { sampleDigest } from '../../../support/sample-digest.ts';

const named = (title: string, id = 'vdgSample01', language = 'zh-CN') => {
  const digest = sampleDigest();
  return fileName({ ...digest, title, language, video: { ...digest.video, id } }, 'srt');
};

describe('the name of a file', () => {
  it.each([
    ['How to: build / ship (2025)', 'How-to-build-ship-2025.vdgSample01.zh-CN.srt'],
    ['../../etc/passwd', 'etc-passwd.vdgSample01.zh-CN.srt'],
    ['…', 'vdgSample01.zh-CN.srt'],
    ['人工智能：下一步', '人工智能-下一步.vdgSample01.zh-CN.srt'],
    ['CON', 'CON.vdgSample01.zh-CN.srt'],
  ])('%s: %s', (title, expected) => {
    expect(named(title)).toBe(expected);
  });

  it('is safe on every system, whatever the video is called', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (title, id, language) => {
        const name = named(title, id, language);
        expect(name).toMatch(/^[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*$/u);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
    expect(Buffer.byteLength(named('𠀀'.repeat(300)))).toBeLessThan(255);
  });
});
