import { z } from 'zod';
import { blockParts } from './block-schemas.ts';

const { blockId, actionId, plainText, staticSelect, externalSelect, conversationsSelect, checkboxes } = blockParts;
const { section, divider, header, context, actions, image, richText } = blockParts;

const inputBlock = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  element: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('plain_text_input'),
      action_id: actionId.optional(),
      initial_value: z.string().max(3000).optional(),
      max_length: z.number().int().min(1).max(3000).optional(),
      placeholder: plainText(150).optional(),
      multiline: z.boolean().optional(),
    }),
    staticSelect,
    externalSelect,
    conversationsSelect,
    checkboxes,
  ]),
});

const viewBlock = z.discriminatedUnion('type', [
  section,
  divider,
  header,
  context,
  actions,
  image,
  richText,
  inputBlock,
]);

/** A page as `views.open`, `views.update` and `views.publish` take it. */
export const viewSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('modal'),
      callback_id: z.string().max(255).optional(),
      title: plainText(24),
      close: plainText(24).optional(),
      submit: plainText(24).optional(),
      private_metadata: z.string().max(3000).optional(),
      blocks: z.array(viewBlock).min(1).max(100),
    })
    .refine(
      ({ submit, blocks }) => submit !== undefined || blocks.every(({ type }) => type !== 'input'),
      'missing required field: submit',
    ),
  z.strictObject({ type: z.literal('home'), blocks: z.array(viewBlock).min(1).max(100) }),
]);

/** A page that has passed. */
export type FakeView = z.infer<typeof viewSchema>;
