import type { Fault, FaultRule } from '../../fakes/claude/faults.ts';
import type { PromptStage } from '../../fakes/claude/prompt.ts';
import type { FaultCase } from './fault-case.ts';

const whole = ['whole answer'];

/** A fault that a call meets once, or as often as the bot asks in one digest. */
function meets(fault: Fault, stage: PromptStage = 'outline', times = 1): Pick<FaultCase, 'kind' | 'where' | 'before'> {
  const rule: FaultRule = { fault, stage, times };
  return { kind: fault.kind, where: 'Claude', before: ({ claude }) => claude.fail(rule) };
}

/** One call more than the bot makes before it gives a digest up for now. */
const always = 6;
const overloaded = {
  ends: 'done',
  again: ['digest', 'model call'],
  sees: ['model-overloaded…', 'whole answer'],
} as const;
const once = { ends: 'done', again: ['model call'], sees: whole } as const;
const status = (code: number, headers: Readonly<Record<string, string>> = {}): Fault => {
  return { kind: 'status', status: code, headers };
};

/** What the Messages API does wrong, and with it any server in between. */
export const claudeFaults: readonly FaultCase[] = [
  { fault: '429 with retry-after', ...meets(status(429, { 'retry-after': '7' })), ...once },
  { fault: '429 without retry-after', ...meets(status(429)), ...once },
  {
    fault: '429 with a retry-after of minutes',
    ...meets(status(429, { 'retry-after': '180' })),
    ...overloaded,
    again: ['digest'],
  },
  { fault: '429 again and again', ...meets(status(429), 'outline', always), ...overloaded },
  { fault: '500', ...meets(status(500)), ...once },
  { fault: '529 overloaded', ...meets(status(529)), ...once },
  { fault: '529 again and again', ...meets(status(529), 'outline', always), ...overloaded },
  { fault: '400', ...meets(status(400)), ends: 'failed, model-request', sees: ['model-request'] },
  { fault: '401 key refused', ...meets(status(401)), ends: 'failed, model-auth', sees: ['model-auth'] },
  { fault: '402 no credit', ...meets(status(402)), ends: 'failed, model-credit', sees: ['model-credit'] },
  { fault: 'connection cut before the headers', ...meets({ kind: 'destroy', afterTokens: 'headers' }), ...once },
  { fault: 'connection cut mid-stream', ...meets({ kind: 'destroy', afterTokens: 40 }), ...once },
  { fault: 'stream ends in the middle', ...meets({ kind: 'cut', afterTokens: 40 }), ...once },
  {
    fault: 'stream ends in the middle, translating',
    ...meets({ kind: 'cut', afterTokens: 40 }, 'translation'),
    ...once,
  },
  {
    fault: 'stream ends in the middle, again and again',
    ...meets({ kind: 'cut', afterTokens: 40 }, 'outline', always),
    ends: 'done',
    again: ['digest', 'model call'],
    sees: ['model-unreachable…', 'whole answer'],
  },
  {
    fault: 'overloaded mid-stream',
    ...meets({ kind: 'error-event', type: 'overloaded_error', afterTokens: 40 }),
    ...once,
  },
  {
    fault: 'error mid-stream, left open',
    ...meets({ kind: 'error-event', type: 'api_error', afterTokens: 40, leftOpen: true }),
    ...once,
  },
  { fault: 'hang before the headers', ...meets({ kind: 'hang', at: 'before-headers' }), ...once },
  { fault: 'hang before the first token', ...meets({ kind: 'hang', at: 'after-headers' }), ...once },
  { fault: 'hang mid-stream', ...meets({ kind: 'hang', at: 'mid-stream' }), ...once },
  { fault: 'hang mid-stream, translating', ...meets({ kind: 'hang', at: 'mid-stream' }, 'translation'), ...once },
  {
    fault: 'hang for good',
    ...meets({ kind: 'hang', at: 'after-headers' }, 'outline', 5),
    ends: 'done',
    again: ['digest', 'model call'],
    sees: ['model-timeout…', 'whole answer'],
  },
  { fault: 'nothing but pings', ...meets({ kind: 'ping-forever', everyMs: 15_000 }), ...once },
  {
    fault: 'nothing but pings mid-stream',
    ...meets({ kind: 'ping-forever', everyMs: 15_000, afterTokens: 40 }),
    ends: 'done',
    again: ['digest'],
    sees: ['model-timeout…', 'whole answer'],
  },
  { fault: 'answer left open', ...meets({ kind: 'left-open' }), ends: 'done', sees: whole, borne: 'answer is whole' },
  { fault: 'refusal of the outline', ...meets({ kind: 'refusal' }), ends: 'done', sees: ['answer without outline'] },
  {
    fault: 'refusal of the analysis',
    ...meets({ kind: 'refusal' }, 'analysis'),
    ends: 'done',
    sees: ['answer without analysis'],
  },
  {
    fault: 'refusal of all translations',
    ...meets({ kind: 'refusal' }, 'translation', 50),
    ends: 'done',
    sees: ['answer without translation'],
    again: ['passage'],
  },
  {
    fault: 'outline cut at max_tokens',
    ...meets({ kind: 'truncate', afterTokens: 30 }),
    ends: 'done',
    sees: ['answer without outline'],
  },
  {
    fault: 'translation cut at max_tokens',
    ...meets({ kind: 'truncate', afterTokens: 60 }, 'translation'),
    ends: 'done',
    sees: whole,
    again: ['passage'],
  },
  {
    fault: 'outline is no JSON',
    ...meets({ kind: 'rewrite', rewrite: () => 'Sorry, no.' }),
    ends: 'done',
    sees: ['answer without outline'],
  },
  {
    fault: 'translation is no JSON',
    ...meets({ kind: 'rewrite', rewrite: () => 'Sorry, no.' }, 'translation'),
    ends: 'done',
    sees: whole,
    again: ['passage'],
  },
  {
    fault: 'JSON in a code fence',
    ...meets({ kind: 'fences' }),
    ends: 'done',
    sees: whole,
    borne: 'read all the same',
  },
  ...(['missing', 'doubled', 'foreign', 'unordered'] as const).map(
    (mistake): FaultCase => ({
      fault: `lines ${mistake}`,
      ...meets({ kind: 'lines', mistake }, 'translation'),
      ends: 'done',
      sees: whole,
      ...(mistake === 'missing' ? { again: ['passage'] } : { borne: 'put in order' }),
    }),
  ),
  {
    fault: 'translation copies the source',
    ...meets({ kind: 'copy' }, 'translation'),
    ends: 'done',
    sees: whole,
    again: ['passage'],
  },
  {
    fault: 'translation condenses',
    ...meets({ kind: 'condense' }, 'translation'),
    ends: 'done',
    sees: whole,
    again: ['passage'],
  },
  {
    fault: 'answer full of mentions and links',
    ...meets({ kind: 'injection' }),
    ends: 'done',
    sees: whole,
    borne: 'shown as plain text',
  },
];
