import type { HealthServer } from '../adapters/web/health-server.ts';
import type { ReadinessCheck } from '../adapters/web/readiness.ts';
import type { Config } from '../config.ts';
import { VidigestError, vidigestErrorIn } from '../core/domain/errors.ts';
import type { Logger } from '../core/ports/runtime.ts';
import { createGuestList } from '../core/usecases/guest-list.ts';
import { createOutbox } from '../core/usecases/outbox.ts';
import type { Role } from '../terminal/parse-operation.ts';
import type { ChatOrders } from './chat.ts';
import type { ChatSide } from './chat-side.ts';
import type { Runtime } from './runtime.ts';
import type { Storage } from './storage.ts';

/** What all platforms are given. */
export interface SideParts extends ChatOrders {
  readonly role: Role;
  /** The server of this process, where there is one. */
  readonly host: HealthServer | null;
  /** A platform will not be heard again, whatever this process does. */
  readonly onLost: (error: VidigestError) => void;
}

/** Throws `config-invalid` when no chat platform is set up. */
export function checkPlatforms({ slack, discord }: Config): void {
  if (slack !== null || discord !== null) return;
  const reason = 'there is no chat to listen to: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DISCORD_TOKEN, or both';
  throw new VidigestError('config-invalid', reason, { reason });
}

/** The platforms that are set up. The libraries of the others are not even loaded: they take tens of megabytes. */
export async function composeSides(
  config: Config,
  parts: SideParts,
  storage: Storage,
  runtime: Runtime,
): Promise<readonly ChatSide[]> {
  const isWelcome = createGuestList(config.workspaces, runtime);
  const outbox = composeOutbox(storage, runtime);
  const { slack, discord } = config;
  const sides: ChatSide[] = [];
  if (slack !== null) {
    const { composeSlackEars, composeSlackVoice } = await import('./slack-side.ts');
    const voice = composeSlackVoice(slack, storage, { outbox, isWelcome }, runtime);
    const ears = composeSlackEars(config, slack, { voice, isWelcome, ...parts }, storage, runtime);
    sides.push({ name: 'slack', voice, ears });
  }
  if (discord !== null) {
    const { composeDiscordEars, composeDiscordVoice } = await import('./discord-side.ts');
    const voice = composeDiscordVoice(discord, outbox, runtime);
    const ears = composeDiscordEars(config, discord, { voice, isWelcome, ...parts }, storage, runtime);
    sides.push({ name: 'discord', voice, ears });
  }
  return sides;
}

function composeOutbox({ store, alone }: Storage, { clock, logger, metrics }: Runtime) {
  const onInDoubt = (): void => metrics.count('reply_in_doubt', {});
  return createOutbox({ store: store.outbox, clock, logger, onInDoubt }, { alone });
}

/**
 * Listens on all of them. Each that refuses is told at once and by name; when all have tried, the first refusal is
 * thrown, with the reasons of all.
 */
export async function startHearing(sides: readonly ChatSide[], logger: Logger, signal: AbortSignal): Promise<void> {
  const refusals: { readonly name: string; readonly error: unknown }[] = [];
  await Promise.all(
    sides.map(async ({ name, ears }) => {
      try {
        await ears.start(signal);
      } catch (error) {
        signal.throwIfAborted();
        refusals.push({ name, error });
        const reason = vidigestErrorIn(error)?.reason ?? null;
        logger.error('a chat platform could not be joined', { platform: name, reason });
      }
    }),
  );
  const [first, ...others] = refusals;
  if (first === undefined) return;
  throw others.length === 0 ? first.error : together(refusals);
}

/** Whoever mends one mistake should not meet the next at the next start. */
function together(refusals: readonly { readonly name: string; readonly error: unknown }[]): VidigestError {
  const known = refusals.map(({ name, error }) => ({ name, error: vidigestErrorIn(error) }));
  const code = known.find(({ error }) => error !== null)?.error?.code ?? 'internal';
  const reason = known.map(({ name, error }) => `${name}: ${error?.reason ?? error?.message ?? 'failed'}`).join('\n  ');
  return new VidigestError(code, 'no chat platform could be joined', { cause: refusals[0]?.error, reason });
}

/** Whether each platform is heard. */
export function hearingChecks(sides: readonly ChatSide[]): readonly ReadinessCheck[] {
  return sides.map(({ name, ears }) => ({
    name,
    async run() {
      if (!ears.isConnected()) throw new VidigestError('chat-refused', `${name} is not connected`);
    },
  }));
}
