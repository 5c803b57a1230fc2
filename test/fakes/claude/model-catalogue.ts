/** What the service says of a model and what it takes. */
export interface CatalogueModel {
  readonly id: string;
  readonly lifecycle: 'active' | 'deprecated' | 'retired';
  readonly retiresAt: string | null;
  readonly contextTokens: number;
  readonly maxTokens: number;
  readonly thinking: readonly string[];
  readonly efforts: readonly string[];
  /** Highest effort with thinking off. */
  readonly highestCalmEffort: string;
  readonly forcedTools: boolean;
  readonly prefill: boolean;
}

/** Effort levels in order. */
export const efforts: readonly string[] = ['low', 'medium', 'high', 'xhigh', 'max'];

const current = {
  lifecycle: 'active',
  retiresAt: null,
  contextTokens: 1_000_000,
  maxTokens: 128_000,
  efforts,
  highestCalmEffort: 'high',
  forcedTools: false,
  prefill: false,
} as const;
const older = {
  ...current,
  contextTokens: 200_000,
  maxTokens: 64_000,
  efforts: [] as readonly string[],
  forcedTools: true,
  prefill: true,
};

/** Models the fake serves, newest first. */
export const catalogue: readonly CatalogueModel[] = [
  { ...current, id: 'claude-haiku-5-5', thinking: ['adaptive', 'disabled'], forcedTools: true },
  { ...current, id: 'claude-sonnet-5-5', thinking: ['adaptive', 'between_tools'] },
  { ...current, id: 'claude-opus-5-5', thinking: ['adaptive'] },
  { ...current, id: 'claude-fable-5-1', thinking: ['adaptive'] },
  { ...older, id: 'claude-haiku-4-5-20251001', thinking: ['enabled', 'disabled'] },
  {
    ...older,
    id: 'claude-sonnet-4-5-20250929',
    thinking: ['enabled', 'disabled'],
    lifecycle: 'deprecated',
    retiresAt: '2026-11-30T00:00:00Z',
  },
  { ...older, id: 'claude-opus-4-1-20250805', thinking: ['enabled', 'disabled'], lifecycle: 'retired' },
];

/** A model by id or by the undated alias of a dated one; retired ones included. */
export function findModel(id: string): CatalogueModel | undefined {
  return catalogue.find((model) => model.id === id || model.id.replace(/-\d{8}$/, '') === id);
}

/** The model as `GET /v1/models/:id` gives it. */
export function describeModel(model: CatalogueModel): Record<string, unknown> {
  return {
    type: 'model',
    id: model.id,
    display_name: model.id,
    created_at: '2026-09-28T00:00:00Z',
    deprecated_at: model.lifecycle === 'active' ? null : '2026-05-01T00:00:00Z',
    retires_at: model.retiresAt,
    lifecycle: model.lifecycle,
    line: /haiku|sonnet|opus|fable/.exec(model.id)?.[0] ?? null,
    max_input_tokens: model.contextTokens,
    max_tokens: model.maxTokens,
    capabilities: null,
  };
}
