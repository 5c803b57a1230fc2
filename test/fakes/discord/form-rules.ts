import type { FakeForm, FakeInteraction } from './interaction-state.ts';

/** All that Discord has against a form, beside the official schema, which misses these. */
export function formProblems(
  { isAutocomplete, isForm }: Pick<FakeInteraction, 'isAutocomplete' | 'isForm'>,
  data: unknown,
): string[] {
  const { components = [] } = (data ?? {}) as Partial<FakeForm>;
  const fields = components.flatMap(({ component }) => component ?? []);
  const ids = fields.map(({ custom_id }) => custom_id);
  const long = fields.filter(({ value = '', max_length = 4_000 }) => value.length > max_length);
  return [
    ...(isAutocomplete || isForm ? ['type: no form can be opened by this'] : []),
    ...(components.length < 1 || components.length > 5 ? [`components: ${components.length}, not 1 to 5`] : []),
    ...(new Set(ids).size === ids.length ? [] : ['components: an id given twice']),
    ...long.map(({ custom_id }) => `components: the value of ${custom_id} is too long`),
  ];
}
