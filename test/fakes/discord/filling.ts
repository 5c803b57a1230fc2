import type { FakeForm } from './interaction-state.ts';

/** What somebody picks in a menu, as Discord's app lets them. Throws where it would not. */
export function pickedFrom(menu: Readonly<Record<string, unknown>>, values: readonly string[]): readonly string[] {
  const {
    options = [],
    min_values: least = 1,
    max_values: most = 1,
  } = menu as {
    readonly options?: readonly { readonly value: string }[];
    readonly min_values?: number;
    readonly max_values?: number;
  };
  const strange = values.find((value) => !options.some((each) => each.value === value));
  if (strange !== undefined) throw new Error(`no option: ${strange}`);
  if (values.length < least || values.length > most) throw new Error(`${values.length} options, not ${least}–${most}`);
  return values;
}

/** A form as it is sent; fields that are not named keep what stands in them. Throws where Discord's app would not. */
export function sentForm({ custom_id, components }: FakeForm, typed: Readonly<Record<string, string>>) {
  const fields = components.map(({ component }) => component);
  const strange = Object.keys(typed).find((name) => !fields.some((field) => field.custom_id === name));
  if (strange !== undefined) throw new Error(`no field: ${strange}`);
  const sent = fields.map((field, at) => {
    const value = typed[field.custom_id] ?? field.value ?? '';
    const least = Math.max(field.min_length ?? 0, field.required === false ? 0 : 1);
    if (value.length < least || value.length > (field.max_length ?? 4_000))
      throw new Error(`cannot be typed: ${value}`);
    return { type: 18, id: at * 2 + 1, component: { type: 4, id: at * 2 + 2, custom_id: field.custom_id, value } };
  });
  return { custom_id, components: sent };
}
