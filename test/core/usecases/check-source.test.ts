import { describe, expect, it } from 'vitest';
import { errorCodes, VidigestError } from '../../../src/core/domain/errors.ts';
import type { TranscriptSource } from '../../../src/core/ports/transcript-source.ts';
import { createSourceCheck } from '../../../src/core/usecases/check-source.ts';
import { talk } from '../../support/talk.ts';

const { signal } = new AbortController();

async function look(fetch: TranscriptSource['fetch'], proxy = false) {
  const findings = await createSourceCheck({ fetch }, { videoId: 'abcdefghijk', proxy }).run(signal);
  expect(findings).toHaveLength(1);
  return findings[0];
}

const failing = (code: VidigestError['code']) => async () => {
  throw new VidigestError(code, 'no');
};

describe('createSourceCheck', () => {
  it('tells that captions come, and by which way', async () => {
    const fetch = async () => talk(2);
    expect(await look(fetch)).toMatchObject({ state: 'ok', text: expect.stringContaining('from this address') });
    expect(await look(fetch, true)).toMatchObject({ state: 'ok', text: expect.stringContaining('YOUTUBE_PROXY') });
  });

  it('tells a refusal of the address from a video that is gone, by the code', async () => {
    const states = await Promise.all(errorCodes.map(async (code) => [code, (await look(failing(code)))?.state]));
    expect(states.filter(([, state]) => state === 'mend').map(([code]) => code)).toEqual([
      'captions-gated',
      'youtube-blocked',
      'youtube-consent',
      'youtube-unreachable',
      'youtube-unreadable',
    ]);
  });

  it('names the proxy as the cure, unless it is the proxy that is refused', async () => {
    expect((await look(failing('youtube-blocked')))?.advice).toContain('set YOUTUBE_PROXY');
    expect((await look(failing('youtube-blocked'), true))?.advice).toContain('another proxy');
  });

  it('throws what is none of the situations', async () => {
    const broken = async () => {
      throw new TypeError('x');
    };
    await expect(look(broken)).rejects.toThrow(TypeError);
  });
});
