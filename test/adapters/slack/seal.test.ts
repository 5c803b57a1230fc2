import { describe, expect, it } from 'vitest';
import { createSeal, secretFor } from '../../../src/adapters/slack/seal.ts';

const secret = 'a secret of at least thirty-two bytes';
const seal = createSeal({ secret, oldSecret: null });
const text = '{"token":"xoxb-1 \u00fc"}';

describe('a seal', () => {
  it('gives back what it closed, and shows nothing of it', () => {
    const sealed = seal.close(text, 'slack T1');
    expect(sealed).not.toContain('xoxb');
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('xoxb')).toBe(false);
    expect(seal.open(sealed, 'slack T1')).toEqual({ text, isCurrent: true });
  });

  it('closes the same differently each time', () => {
    expect(seal.close(text, 'slack T1')).not.toBe(seal.close(text, 'slack T1'));
  });

  it.each<[string, (sealed: string) => string]>([
    ['another version', (sealed) => sealed.replace('v1.', 'v2.')],
    ['another key', (sealed) => sealed.replace(/\.[0-9a-f]+\./, '.000000000000.')],
    // Not in the last character: some of its bits stand for nothing.
    ['a bit that has changed', (sealed) => sealed.replace(/.(?=.{9}$)/, (one) => (one === 'A' ? 'B' : 'A'))],
    ['an end that is missing', (sealed) => sealed.slice(0, -8)],
    ['nothing', () => ''],
    ['hardly anything', () => `v1.${seal.close('', '').split('.')[1]}.AAAA`],
  ])('opens nothing with %s', (_, change) => {
    expect(seal.open(change(seal.close(text, 'slack T1')), 'slack T1')).toBeNull();
  });

  it('opens nothing that was put elsewhere', () => {
    expect(seal.open(seal.close(text, 'slack T1'), 'slack T2')).toBeNull();
  });

  it('opens what an older secret closed, and says that it is old', () => {
    const newer = createSeal({ secret: 'another secret of thirty-two bytes or so', oldSecret: secret });
    const sealed = seal.close(text, 'slack T1');
    expect(newer.open(sealed, 'slack T1')).toEqual({ text, isCurrent: false });
    expect(newer.open(newer.close(text, 'slack T1'), 'slack T1')).toEqual({ text, isCurrent: true });
    expect(seal.open(newer.close(text, 'slack T1'), 'slack T1')).toBeNull();
  });
});

it('makes secrets for other purposes that differ', () => {
  expect(secretFor('one', secret)).toMatch(/^[0-9a-f]{64}$/);
  expect(secretFor('one', secret)).not.toBe(secretFor('two', secret));
});
