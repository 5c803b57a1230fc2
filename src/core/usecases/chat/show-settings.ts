import { VidigestError } from '../../domain/errors.ts';
import type { SettingsChange } from '../../domain/settings.ts';
import type { Logger } from '../../ports/runtime.ts';
import type { ChangeSettings } from './change-settings.ts';
import type { ChatContext } from './chat-context.ts';
import { mayChangeAt } from './may-spend.ts';

/** Tells how the channel is set; guests may look, too. */
export async function showSettings(context: ChatContext): Promise<void> {
  const { settings, language, request } = context;
  await context.say({ kind: 'settings', language, settings, mayChange: mayChangeAt(request, settings) });
}

/** Changes settings and says what became of it. Throws `language-invalid` and `store-failed`. */
export type SaveSettings = (
  context: ChatContext,
  change: SettingsChange,
  reach?: { readonly everywhere: boolean },
) => Promise<void>;

/** The use case over its ports. Who changed what is for the log. */
export function createSaveSettings(changeSettings: ChangeSettings, logger: Logger): SaveSettings {
  return async (context, change, reach) => {
    const outcome = await changeSettings(context, change, reach);
    const { channel } = context.request.at;
    switch (outcome.kind) {
      case 'refused':
        await context.note(outcome.why);
        return;
      case 'invalid':
        if (outcome.names.includes('language')) throw badLanguage(change.set.language);
        logger.warn('settings could not be read', { channel, names: outcome.names.join(' ') });
        // Forms are checked before they are sent: this one is of another version.
        await context.note('outdated-button');
        return;
      case 'changed':
        logger.info('settings were changed', { channel, names: outcome.changed.map(({ name }) => name).join(' ') });
        await context.note('settings-saved');
    }
  };
}

function badLanguage(tag: string | undefined): VidigestError {
  return new VidigestError('language-invalid', 'not a language tag', tag === undefined ? {} : { reason: tag });
}
