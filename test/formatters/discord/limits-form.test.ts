import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTypedLimits } from '../../../src/core/domain/typed-limits.ts';
import { parseCustomId } from '../../../src/formatters/discord/custom-id.ts';
import { limitsForm, limitsProblems } from '../../../src/formatters/discord/limits-form.ts';
import { formProblems } from '../../fakes/discord/form-rules.ts';
import { messageProblems } from '../../fakes/discord/message-rules.ts';
import { schemaProblems } from '../../fakes/discord/schemas.ts';
import { renderDiscord } from '../../support/discord-markdown.ts';
import { textsOf } from './reading.ts';

const languages = ['en', 'zh-CN', 'zh-TW', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR'];
const isNothing = { isAutocomplete: false, isForm: false };

describe('the form of what is typed', () => {
  it.each(languages)('is valid in %s, with whatever in its fields', (language) => {
    for (const field of ['', '1.5', '**x** <@1>', 'x'.repeat(40)]) {
      const form = limitsForm({ shortestMs: field, longestMs: field, budgetUsd: field }, language);
      expect(schemaProblems('openForm', { type: 9, data: form })).toEqual([]);
      expect(formProblems(isNothing, form)).toEqual([]);
      expect(form.components.map(({ component }) => component.value ?? '')).toEqual(Array(3).fill(field.slice(0, 20)));
    }
  });

  it('comes again with all that was typed where something is wrong with it', () => {
    const field = fc.string({ maxLength: 20, unit: 'grapheme' }).map((text) => text.slice(0, 20));
    fc.assert(
      fc.property(field, field, field, fc.constantFrom(...languages), (shortestMs, longestMs, budgetUsd, language) => {
        const typed = { shortestMs, longestMs, budgetUsd };
        const read = readTypedLimits(typed);
        if (!('problems' in read)) return;
        const message = limitsProblems(typed, read.problems, language);
        expect(messageProblems('createMessage', message)).toEqual([]);
        const markup = textsOf(message).flatMap((text) => renderDiscord(text).markup);
        expect(markup.filter(({ kind }) => kind === 'mention' || kind === 'link')).toEqual([]);
        const ids = [...JSON.stringify(message).matchAll(/"custom_id":("(?:[^"\\]|\\.)*")/g)];
        const [again] = ids.map(([, id]) => parseCustomId(String(JSON.parse(id ?? '""'))));
        const kept = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, text.replaceAll('|', '¦')]));
        expect(again).toEqual({ action: 'limits', typed: kept });
      }),
    );
  });
});
