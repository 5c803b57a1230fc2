import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseBlockYaml } from './block-yaml.ts';

const texts = z.array(z.string()).default([]);
const flag = z.boolean().default(false);

/** A Slack app's manifest as far as this program depends on it, read from Slack's own form. */
export const manifestSchema = z.object({
  features: z
    .object({
      app_home: z
        .object({ home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag })
        .prefault({}),
      slash_commands: z.array(z.object({ command: z.string(), url: z.string().optional() })).default([]),
      shortcuts: z.array(z.object({ name: z.string(), type: z.string(), callback_id: z.string() })).default([]),
    })
    .prefault({}),
  oauth_config: z.object({ scopes: z.object({ bot: texts }).prefault({}), redirect_urls: texts }).prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: texts, request_url: z.string().optional() }).prefault({}),
      interactivity: z.object({ is_enabled: flag, request_url: z.string().optional() }).prefault({}),
      socket_mode_enabled: flag,
    })
    .prefault({}),
});

/** Scopes, events, commands and switches of an app. */
export type SlackManifest = z.infer<typeof manifestSchema>;

/** Beside `src/` in a clone and beside `dist/` in the package. */
const ownManifest = new URL('../../../slack/manifest.yaml', import.meta.url);

/** What this program asks of its Slack app: `slack/manifest.yaml`, the only list there is. */
export async function readOwnManifest(): Promise<SlackManifest> {
  return manifestSchema.parse(parseBlockYaml(await readFile(ownManifest, 'utf8')));
}
