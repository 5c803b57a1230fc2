import type { ChatNote } from '../../domain/chat-answer.ts';
import { VidigestError } from '../../domain/errors.ts';
import type { Settings, SettingsChange } from '../../domain/settings.ts';
import type { Logger } from '../../ports/runtime.ts';
import type { ChangeSettings } from './change-settings.ts';
import type { ChatContext } from './chat-context.ts';
import { mayChangeAt } from './may-spend.ts';

/** Tells how the channel is set; guests may look, too. */
export async function showSettings(context: ChatContext): Promise<void> {
  const { settings, language, request } = context;
  await context.say({ kind: 'settings', language, settings, mayChange: mayChangeAt(request, settings) });
}

/** How far a change goes, and whether the asker has the settings open. As of `ChatWish`. */
export interface SettingsReach {
  readonly everywhere: boolean;
  readonly inView?: boolean;
}

/** Changes settings and says what became of it. Throws `language-invalid` and `store-failed`. */
export type SaveSettings = (context: ChatContext, change: SettingsChange, reach?: SettingsReach) => Promise<void>;

/** The use case over its ports. Who changed what is for the log. */
export function createSaveSettings(changeSettings: ChangeSettings, logger: Logger): SaveSettings {
  return async (context, change, reach = { everywhere: false }) => {
    const outcome = await changeSettings(context, change, reach);
    const { channel } = context.request.at;
    switch (outcome.kind) {
      case 'refused':
        return tell(context, reach, outcome.why, context.settings);
      case 'invalid':
        if (outcome.names.includes('language')) throw badLanguage(change.set.language);
        logger.warn('settings could not be read', { channel, names: outcome.names.join(' ') });
        // Forms are checked before they are sent: this one is of another version.
        return tell(context, reach, 'outdated-button', context.settings);
      case 'changed':
        logger.info('settings were changed', { channel, names: outcome.changed.map(({ name }) => name).join(' ') });
        return tell(context, reach, 'settings-saved', outcome.settings);
    }
  };
}

async function tell(context: ChatContext, { inView }: SettingsReach, note: ChatNote, settings: Settings) {
  const { language, request } = context;
  if (inView !== true) await context.note(note);
  else await context.say({ kind: 'settings', language, settings, mayChange: mayChangeAt(request, settings), note });
}

function badLanguage(tag: string | undefined): VidigestError {
  return new VidigestError('language-invalid', 'not a language tag', tag === undefined ? {} : { reason: tag });
}
