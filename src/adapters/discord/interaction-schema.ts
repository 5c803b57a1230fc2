import { z } from 'zod';
import { spokenSchema } from './message-text.ts';

const optionSchema = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});

const shownMessageSchema = spokenSchema.extend({
  id: z.string(),
  channel_id: z.string().optional(),
  flags: z.number().optional(),
  /** Of a message that answered a click: the message that was clicked. */
  interaction_metadata: z.object({ interacted_message_id: z.string().optional() }).optional(),
});

/** What somebody did with the bot's commands, buttons and menus, as the gateway tells of it. */
export const interactionSchema = z.object({
  id: z.string(),
  application_id: z.string(),
  /** 2 command, 3 button or menu, 4 autocomplete, 5 form; others are not used. */
  type: z.number(),
  token: z.string(),
  guild_id: z.string().optional(),
  channel_id: z.string().optional(),
  channel: z.object({ id: z.string(), type: z.number(), parent_id: z.string().nullish() }).optional(),
  member: z.object({ user: z.object({ id: z.string() }), permissions: z.string() }).optional(),
  user: z.object({ id: z.string() }).optional(),
  locale: z.string().optional(),
  guild_locale: z.string().optional(),
  data: z
    .object({
      name: z.string().optional(),
      /** 1 typed, 3 from a message's menu; of a component 2 or 3. */
      type: z.number().optional(),
      options: z.array(optionSchema.extend({ options: z.array(optionSchema).optional() })).optional(),
      target_id: z.string().optional(),
      resolved: z.object({ messages: z.record(z.string(), shownMessageSchema).optional() }).optional(),
      custom_id: z.string().optional(),
      component_type: z.number().optional(),
      values: z.array(z.string()).optional(),
      /** Of a form. */
      components: z
        .array(z.object({ component: z.object({ custom_id: z.string(), value: z.string().optional() }).optional() }))
        .optional(),
    })
    .optional(),
  /** The message that holds the button. */
  message: shownMessageSchema.optional(),
});
export type RawInteraction = z.infer<typeof interactionSchema>;
