import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClientFailure } from '../../../src/adapters/youtube/client-failure.ts';
import { pageFailure, parseWatchPage } from '../../../src/adapters/youtube/pages.ts';
import { captchaPage, consentPage, errorPage, watchPage } from '../../fakes/youtube/page-bodies.ts';

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof ClientFailure) return error.error.code;
    throw error;
  }
  return undefined;
}

describe('the player answer in a watch page', () => {
  it('is found whole, whatever braces, quotes and backslashes its strings hold', () => {
    const awkward = fc.string({ unit: fc.constantFrom('{', '}', '"', '\\', '[', 'a', '<', '\n', 'é') });
    fc.assert(
      fc.property(fc.dictionary(awkward, fc.oneof(awkward, fc.array(fc.record({ text: awkward })))), (answer) => {
        const page = parseWatchPage(watchPage(answer, undefined));
        expect(JSON.parse(page.playerJson)).toEqual(JSON.parse(JSON.stringify(answer)));
      }),
    );
  });

  it('is found in other spellings of the assignment', () => {
    for (const assignment of ['var ytInitialPlayerResponse = ', 'window["x"];ytInitialPlayerResponse=']) {
      expect(parseWatchPage(`<script>${assignment}{"a":1};</script>`).playerJson).toBe('{"a":1}');
    }
  });

  it('comes with the date of the page', () => {
    expect(parseWatchPage(watchPage({}, '2025-12-22T09:00:00-08:00')).publishedOn).toBe('2025-12-22');
    expect(parseWatchPage(watchPage({}, 'yesterday')).publishedOn).toBeNull();
  });

  it.each([
    ['consent', consentPage, 'youtube-consent'],
    ['a captcha', captchaPage, 'youtube-blocked'],
    ['another page', errorPage, 'youtube-unreadable'],
    ['an empty page', '', 'youtube-unreadable'],
    ['a page that is cut', '<script>var ytInitialPlayerResponse = {"a":{"b":1}', 'youtube-unreadable'],
    ['a page without an object', '<script>var ytInitialPlayerResponse = null;</script>', 'youtube-unreadable'],
  ])('is missed in %s', (_, html, code) => {
    expect(codeOf(() => parseWatchPage(html))).toBe(code);
  });
});

describe('a page in place of an answer', () => {
  it.each([
    ['JSON', '{"a":"<html>"}', undefined],
    ['srv3', '<?xml version="1.0"?><timedtext format="3"></timedtext>', undefined],
    ['srv1', '<transcript><text start="0">consent.youtube.com</text></transcript>', undefined],
    ['an empty body', '', undefined],
    ['a captcha', captchaPage, 'youtube-blocked'],
    ['consent', consentPage, 'youtube-consent'],
    ['any other', errorPage, 'youtube-unreadable'],
  ])('%s', (_, body, code) => {
    expect(pageFailure(body)?.error.code).toBe(code);
  });
});
