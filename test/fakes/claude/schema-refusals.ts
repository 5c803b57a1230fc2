import { badRequest, type Refusal } from './refusal.ts';

const supported = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'enum',
  'const',
  'anyOf',
  'allOf',
  '$ref',
  '$defs',
  'description',
  'title',
  'default',
  'format',
  'minItems',
]);

interface SchemaNode {
  readonly type?: unknown;
  readonly properties?: object;
  readonly $defs?: object;
  readonly required?: readonly unknown[];
  readonly additionalProperties?: unknown;
  readonly items?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly allOf?: readonly unknown[];
  readonly minItems?: unknown;
}

/** The first thing in an output schema that structured output does not support, or null. */
export function refuseSchema(node: unknown, path = 'output_config.format.schema'): Refusal | null {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return badRequest(`${path}: not a schema`);
  const schema: SchemaNode = node;
  const unsupported = Object.keys(schema).find((key) => !supported.has(key));
  if (unsupported !== undefined) return badRequest(`${path}: property '${unsupported}' is not supported`);
  if (schema.minItems !== undefined && schema.minItems !== 0 && schema.minItems !== 1) {
    return badRequest(`${path}: 'minItems' values other than 0 or 1 are not supported`);
  }
  return refuseObject(schema, path) ?? refuseChildren(schema, path);
}

function refuseObject(schema: SchemaNode, path: string): Refusal | null {
  if (schema.type !== 'object') return null;
  const properties = Object.keys(schema.properties ?? {});
  if (schema.additionalProperties !== false) {
    return badRequest(`${path}: For 'object' type, 'additionalProperties' must be explicitly set to false`);
  }
  // The API takes it, and the model can then only write {}: always a mistake, so it is one here.
  if (properties.length === 0) return badRequest(`${path}: an object without properties can only be empty`);
  const unknown = (schema.required ?? []).find((name) => !properties.includes(String(name)));
  return unknown === undefined ? null : badRequest(`${path}: required property '${unknown}' is not defined`);
}

function refuseChildren(schema: SchemaNode, path: string): Refusal | null {
  const children: [string, unknown][] = [
    ...Object.entries({ ...schema.properties, ...schema.$defs }),
    ...[...(schema.anyOf ?? []), ...(schema.allOf ?? [])].map((variant, index): [string, unknown] => [
      `variant ${index}`,
      variant,
    ]),
    ...(schema.items === undefined ? [] : [['items', schema.items] as [string, unknown]]),
  ];
  for (const [name, child] of children) {
    const refusal = refuseSchema(child, `${path}.${name}`);
    if (refusal !== null) return refusal;
  }
  return null;
}
