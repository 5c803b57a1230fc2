import { type BodyKind, schemaProblems } from './schemas.ts';

/** Bits of a message's flags that the rules are about. */
export const flagBits = { suppressEmbeds: 4, ephemeral: 64, silent: 4096, componentsV2: 32768 } as const;

interface Body {
  readonly content?: unknown;
  readonly embeds?: unknown;
  readonly poll?: unknown;
  readonly sticker_ids?: unknown;
  readonly components?: unknown;
  readonly flags?: unknown;
}

interface Component {
  readonly type: number;
  readonly [field: string]: unknown;
}

/**
 * All that Discord has against a message body: the official schema, and what it misses. `isV2` is whether the message
 * that is edited is made of components already.
 */
export function messageProblems(kind: BodyKind, body: unknown, isV2 = false): string[] {
  const problems = schemaProblems(kind, body);
  if (problems.length > 0 || typeof body !== 'object' || body === null) return problems;
  const given: Body = body;
  const flags = typeof given.flags === 'number' ? given.flags : 0;
  const v2 = isV2 || (flags & flagBits.componentsV2) !== 0;
  const components = componentsIn(given.components);
  return [
    ...contentProblems(given, v2),
    ...(v2 ? treeProblems(components) : legacyProblems(given.components)),
    ...components.flatMap(componentProblems),
    ...duplicates(components.map((each) => each['custom_id']).filter((id) => id !== undefined && id !== null)),
  ];
}

/**
 * Whether a body is beyond the size at which Discord answers 500 instead of saying what is wrong: 10,170 bytes over all
 * text displays and 12 for each (discord-api-docs issue 8554).
 */
export function isOversized(body: unknown): boolean {
  const texts = componentsIn((body as Body | null)?.components).filter(({ type }) => type === 10);
  const bytes = texts.reduce((sum, { content }) => sum + 12 + Buffer.byteLength(String(content)), 0);
  return bytes > 10_170;
}

/** Every component at any depth, accessories included, in order. */
function componentsIn(value: unknown): Component[] {
  if (Array.isArray(value)) return value.flatMap(componentsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && typeof value.type === 'number' ? [value as Component] : [];
  return [...own, ...Object.values(value).flatMap((inner) => (typeof inner === 'object' ? componentsIn(inner) : []))];
}

function contentProblems({ content, embeds, poll, sticker_ids }: Body, v2: boolean): string[] {
  const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
  if (v2) {
    const forbidden = Object.entries({ content, embeds, poll, sticker_ids }).filter(([, value]) => isGiven(value));
    return forbidden.map(([name]) => `${name}: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2`);
  }
  return typeof content === 'string' && content.length > 2000 ? ['content: BASE_TYPE_MAX_LENGTH 2000'] : [];
}

function treeProblems(components: readonly Component[]): string[] {
  const texts = components.filter(({ type }) => type === 10);
  const characters = texts.reduce((sum, { content }) => sum + String(content).length, 0);
  return [
    ...(components.length > 40 ? [`components: ${components.length} of 40, nested ones counted`] : []),
    ...(characters > 4000 ? [`components: ${characters} of 4000 characters over all text displays`] : []),
  ];
}

function legacyProblems(components: unknown): string[] {
  if (!Array.isArray(components)) return [];
  const others = components.filter((each: Component) => each.type !== 1);
  return [
    ...(components.length > 5 ? ['components: 5 rows without the components flag'] : []),
    ...others.map((each: Component) => `components: type ${each.type} needs the components flag`),
  ];
}

function componentProblems(component: Component): string[] {
  if (component.type === 1) {
    const inner = componentsIn(component['components']);
    return inner.some(({ type }) => type === 3) && inner.length > 1 ? ['row: a menu stands alone'] : [];
  }
  if (component.type === 2) return buttonProblems(component);
  if (component.type === 3) return menuProblems(component);
  return [];
}

function menuProblems({ options, min_values: least = 1, max_values: most = 1 }: Component): string[] {
  const given = (Array.isArray(options) ? options : []) as readonly { value: unknown; default?: boolean }[];
  const chosen = given.filter((each) => each.default === true).length;
  const range = [least, most].map(Number) as [number, number];
  return [
    ...duplicates(given.map(({ value }) => value)),
    ...(range[0] > range[1] || range[1] > given.length ? [`menu: ${least} to ${most} of ${given.length} options`] : []),
    ...(chosen > range[1] ? [`menu: ${chosen} options chosen of at most ${most}`] : []),
  ];
}

function buttonProblems({ style, custom_id, url, label, emoji }: Component): string[] {
  const isLink = style === 5;
  return [
    ...(isLink === (typeof custom_id === 'string') ? ['button: an id or an address, by its style'] : []),
    ...(isLink === (typeof url === 'string') ? [] : ['button: an address is for links']),
    ...(label === undefined && emoji === undefined ? ['button: neither label nor emoji'] : []),
    ...(label === '' ? ['button: an empty label'] : []),
  ];
}

function duplicates(values: readonly unknown[]): string[] {
  return new Set(values).size === values.length ? [] : ['COMPONENT_CUSTOM_ID_DUPLICATED or a value given twice'];
}
