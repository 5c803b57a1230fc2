import { describe, expect, it } from 'vitest';
import { formatReply } from '../../../src/formatters/discord/format-reply.ts';
import { sampleDigest } from '../../support/sample-digest.ts';
import { dayIsSpent, draftOf, draftOverview, overviewOf } from '../slack/replies.ts';
import { buttonsOf, textsOf } from './reading.ts';

const digest = sampleDigest({ method: 'extractive', fullText: 'none', passages: [] });
const overview = overviewOf(digest, { kind: 'none' }, 'en');

describe('an overview without a model for want of money', () => {
  it('says why and until when, and lets somebody spend', () => {
    const [message] = formatReply({ ...overview, notice: dayIsSpent });
    expect(textsOf(message).join('\n')).toContain(
      `this channel’s monthly budget of $5.00 has no room left for this video (about $0.22). There is room again from <t:${Date.UTC(2026, 2, 15) / 1000}:f>.`,
    );
    expect(buttonsOf(message)).toContainEqual(
      expect.objectContaining({
        label: 'Use AI anyway',
        custom_id: `v1|spend_anyway|${digest.video.id}|${digest.language}`,
      }),
    );
  });

  it('offers nothing where the limit is of whoever runs the bot', () => {
    const notice = { reason: 'total', resetsAtMs: 0 } as const;
    const text = JSON.stringify(formatReply({ ...overview, notice }));
    expect(text).toContain('Made without AI: whoever runs this bot');
    expect(text).not.toContain('spend_anyway');
  });

  it('has neither where money is not the reason, or nothing is finished', () => {
    const draft = { ...draftOverview(draftOf(digest, 'outline')), notice: dayIsSpent };
    for (const reply of [overview, { ...overview, notice: null }, draft]) {
      expect(JSON.stringify(formatReply(reply))).not.toMatch(/spend_anyway|Made without AI/);
    }
  });
});
