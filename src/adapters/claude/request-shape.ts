import type {
  MessageCreateParamsStreaming,
  TextBlockParam,
  ThinkingConfigParam,
} from '@anthropic-ai/sdk/resources/messages';
import type { ModelRequest, PromptBlock } from '../../core/ports/language-model.ts';
import type { KnownModel } from './known-models.ts';

/** The API takes no more breakpoints than this in one request. */
const maxBreakpoints = 4;

/**
 * The request body for one model: the format as a bare schema (a forced tool is refused by the 5.5 family), thinking
 * and effort as that model takes them, and none of the parameters the API has removed.
 */
export function shapeRequest(model: string, known: KnownModel, request: ModelRequest): MessageCreateParamsStreaming {
  const thinking: ThinkingConfigParam | null = known.thinking === null ? null : { type: known.thinking };
  const system = textBlocks(request.system);
  const user = textBlocks(request.user);
  keepLastBreakpoints([...system, ...user]);
  return {
    model,
    max_tokens: Math.min(request.maxOutputTokens, known.maxOutputTokens),
    stream: true,
    ...(system.length === 0 ? {} : { system }),
    messages: [{ role: 'user', content: user }],
    ...(thinking === null ? {} : { thinking }),
    output_config: {
      ...(known.effort === null ? {} : { effort: known.effort }),
      format: { type: 'json_schema', schema: { ...request.schema } },
    },
  };
}

/**
 * A request that writes the same cache entries as `request` and ends at once. The cache is keyed on schema and thinking
 * too, so both stay. One token is asked for, not none: the API refuses `max_tokens: 0` along with an output format.
 */
export function shapeWarmUp(model: string, known: KnownModel, request: ModelRequest): MessageCreateParamsStreaming {
  const last = request.user.findLastIndex((block) => block.cache === true);
  const user = last === -1 ? request.user : request.user.slice(0, last + 1);
  return shapeRequest(model, known, { ...request, user, maxOutputTokens: 1 });
}

/** Empty blocks are left out: the API refuses them. */
function textBlocks(blocks: readonly PromptBlock[]): TextBlockParam[] {
  return blocks
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, cache }) => ({
      type: 'text',
      text,
      ...(cache === true ? { cache_control: { type: 'ephemeral' } } : {}),
    }));
}

/** Of too many breakpoints the last ones stay: they cover the longest prefixes. */
function keepLastBreakpoints(blocks: readonly TextBlockParam[]): void {
  const marked = blocks.filter((block) => block.cache_control !== undefined);
  for (const block of marked.slice(0, -maxBreakpoints)) delete block.cache_control;
}
