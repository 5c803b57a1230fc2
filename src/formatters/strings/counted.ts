/** Whole numbers as the locale groups them. */
export function numberFormat(locale: string): (value: number) => string {
  const format = new Intl.NumberFormat(locale);
  return (value) => format.format(value);
}

/** A number with its noun in the right form: `1 chapter`, `10 chapters`. A gap goes between them. */
export function counted(
  locale: string,
  forms: { readonly one?: string; readonly other: string },
  gap = ' ',
): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const format = numberFormat(locale);
  return (count) => `${format(count)}${gap}${rules.select(count) === 'one' ? (forms.one ?? forms.other) : forms.other}`;
}
