import { SocketModeReceiver } from '@slack/bolt';
import type { Clock, Logger } from '../../core/ports/runtime.ts';
import { createSdkLogger } from './sdk-logger.ts';
import { type SlackClientOptions, webClientOptions } from './slack-client.ts';
import { checkAppToken } from './slack-identity.ts';
import type { MakeSlackLine } from './slack-line.ts';
import { createSocketConnection, type SocketConnection } from './socket-connection.ts';

/** The app-level token, with `connections:write`. */
export interface SocketLineOptions extends SlackClientOptions {
  readonly appToken: string;
}

/** Socket Mode: nothing has to be reachable from outside. For the one workspace of the app. */
export function createSocketLine(
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
  options: SocketLineOptions,
): MakeSlackLine {
  return (stopping) => {
    const receiver = new SocketModeReceiver({
      appToken: options.appToken,
      logger: createSdkLogger(logger),
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: webClientOptions(logger, options) },
      // An event that could not be acknowledged comes again; acknowledging it now would lose it.
      processEventErrorHandler: async ({ error }) => {
        if (!stopping.aborted) logger.warn('a slack event was not taken', { error });
        return false;
      },
    });
    let connection: SocketConnection | null = null;
    return {
      receiver,
      async open(app, onReconnected, signal) {
        checkAppToken(options.appToken);
        const deps = { socket: receiver.client, connect: () => app.start(), onReconnected, clock, logger };
        connection = createSocketConnection(deps);
        await connection.start(signal);
      },
      isOpen: () => connection?.isOpen() ?? false,
      close: async () => connection?.stop(),
    };
  };
}
