import { describe, expect, it } from 'vitest';
import { formatReply } from '../../../src/formatters/slack/format-reply.ts';
import { slackLimits } from '../../../src/formatters/slack/limits.ts';
import { countCharacters } from '../../../src/formatters/slack/measure.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { dayIsSpent, draftOf, draftOverview, overviewOf, textsOf } from './replies.ts';

const digest = sampleDigest({ method: 'extractive', fullText: 'none', passages: [] });
const overview = overviewOf(digest, { kind: 'none' }, 'en');

describe('an overview without a model for want of money', () => {
  it('says why and until when, and lets somebody spend', () => {
    const [message] = formatReply({ ...overview, notice: dayIsSpent }, { containers: true });
    const reset = `<!date^${Date.UTC(2026, 2, 15) / 1000}^{date_short_pretty}, {time}|00:00 UTC>`;
    expect(message && textsOf(message)).toContain(
      `Made without AI: this channel’s monthly budget of $5.00 has no room left for this video (about $0.22). There is room again from ${reset}.`,
    );
    expect(message?.blocks).toContainEqual(
      expect.objectContaining({
        type: 'actions',
        elements: expect.arrayContaining([
          {
            type: 'button',
            action_id: 'spend_anyway',
            text: { type: 'plain_text', text: 'Use AI anyway', emoji: false },
            value: `${digest.video.id}|${digest.language}`,
          },
        ]),
      }),
    );
  });

  it('offers nothing where the limit is of whoever runs the bot', () => {
    const notice = { reason: 'total', resetsAtMs: 0 } as const;
    const text = JSON.stringify(formatReply({ ...overview, notice }, { containers: true }));
    expect(text).toContain('Made without AI: whoever runs this bot');
    expect(text).not.toContain('spend_anyway');
  });

  it('has neither where money is not the reason, or nothing is finished', () => {
    const draft = { ...draftOverview(draftOf(digest, 'outline')), notice: dayIsSpent };
    for (const reply of [overview, { ...overview, notice: null }, draft]) {
      const text = JSON.stringify(formatReply(reply, { containers: true }));
      expect(text).not.toMatch(/spend_anyway|Made without AI/);
    }
  });

  it.each(['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'])(
    'fits the least of messages in %s, whatever else it says',
    (language) => {
      const long = '&'.repeat(3_000);
      const texts = {
        title: long,
        tldr: long,
        video: { ...digest.video, title: `${long}!`, feed: { id: 'f', name: long } },
      };
      const reply = { ...overviewOf({ ...digest, ...texts }, { kind: 'none' }, language), notice: dayIsSpent };
      for (const containers of [true, false]) {
        const [message, ...more] = formatReply(reply, {
          containers,
          maxCharacters: slackLimits.leastMessageCharacters,
        });
        expect(more).toEqual([]);
        expect(message && countCharacters(message)).toBeLessThanOrEqual(slackLimits.leastMessageCharacters);
        expect(JSON.stringify(message)).toContain('spend_anyway');
      }
    },
  );
});
