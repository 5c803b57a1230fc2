import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommandText } from '../../../src/adapters/slack/command-text.ts';

const url = 'https://youtu.be/vdgSample01?t=90';
const set = (values: object) => ({ kind: 'change-settings', change: { set: values, reset: [] } });

describe('what is typed behind /digest', () => {
  it.each<[string, object]>([
    [
      url,
      {
        kind: 'digest',
        videos: [{ videoId: 'vdgSample01', startMs: 90_000, isShort: false }],
        language: null,
        private: false,
      },
    ],
    [`${url} fr`, { kind: 'digest', language: 'fr' }],
    [`zh-tw ${url}`, { kind: 'digest', language: 'zh-TW' }],
    [`<${url}|talk> pt_br private`, { kind: 'digest', language: 'pt-BR', private: true }],
    [`PRIVATE ${url}`, { kind: 'digest', language: null, private: true }],
    [`${url} what is this about?`, { kind: 'digest', language: null, question: true }],
    [`${url} frensh`, { kind: 'help', nearest: null }],
    ['https://youtube.com/playlist?list=PLabcdef', { kind: 'no-video', playlist: true }],
    ['', { kind: 'help', typed: '', nearest: null }],
    ['help', { kind: 'help', typed: '', nearest: null }],
    [' Settings ', { kind: 'settings' }],
    ['usage', { kind: 'usage' }],
    ['mode react', set({ mode: 'react' })],
    ['language DE', set({ language: 'de' })],
    ['mode loud', { kind: 'help', typed: 'mode loud', nearest: 'mode' }],
    ['language klingonese-x', { kind: 'help', nearest: 'language' }],
    ['setings', { kind: 'help', typed: 'setings', nearest: 'settings' }],
    ['langauge fr', { kind: 'help', nearest: 'language' }],
    ['usage now', { kind: 'help', nearest: 'usage' }],
    ['make me a sandwich', { kind: 'help', nearest: 'mode' }],
    ['https://example.org', { kind: 'help', nearest: null }],
  ])('%s', (text, wish) => expect(readCommandText(text)).toMatchObject(wish));

  it('is always something, whatever was typed', () => {
    const words = fc.constantFrom('language', 'mode', 'private', url, '<', '|', ' ', 'x-', '\u0000', 'de');
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }), (parts) => {
        expect(readCommandText(parts.join(' ')).kind).toMatch(
          /^(?:digest|help|settings|usage|no-video|change-settings)$/,
        );
      }),
    );
  });
});
