import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type CustomRoute, HTTPReceiver, type ReceiverProcessEventErrorHandlerArgs } from '@slack/bolt';
import type { Logger } from '../../core/ports/runtime.ts';
import { createSdkLogger } from './sdk-logger.ts';
import type { MakeSlackLine } from './slack-line.ts';

/** A server that is there already and lends the paths below a prefix. */
export interface HttpHost {
  /** Every request whose path begins with `prefix` goes to `listener`, until the returned function is called. */
  mount(prefix: string, listener: RequestListener): () => void;
}

export interface HttpLineOptions {
  /** Slack's, with which it signs; without the right signature, or five minutes later, nothing is read. */
  readonly signingSecret: string;
  /** Pages beside `/slack/events`. */
  readonly pages?: readonly CustomRoute[];
}

const prefix = '/slack/';
const eventsPath = '/slack/events';

/**
 * Requests from Slack, events, commands and interactions, at `/slack/events`. A request is answered with 200 once it has
 * been taken and with 503 when it could not be: Slack then sends events again.
 */
export function createHttpLine(
  { host, logger }: { readonly host: HttpHost; readonly logger: Logger },
  { signingSecret, pages = [] }: HttpLineOptions,
): MakeSlackLine {
  return (stopping) => {
    const receiver = new HTTPReceiver({
      signingSecret,
      endpoints: eventsPath,
      customRoutes: [...pages],
      logger: createSdkLogger(logger),
      processEventErrorHandler: async (failed) => {
        if (!stopping.aborted) logger.warn('a slack event was not taken', { error: failed.error });
        return refuse(failed);
      },
      unhandledRequestHandler: ({ response }) => void answer(response, 404),
    });
    const listener = (request: IncomingMessage, response: ServerResponse): void => {
      try {
        receiver.requestListener(request, response);
      } catch {
        // Thrown for what has no route, and for an address that is none.
        answer(response, 404);
      }
    };
    let unmount: (() => void) | null = null;
    return {
      receiver,
      async open() {
        unmount = host.mount(prefix, listener);
      },
      isOpen: () => unmount !== null,
      async close() {
        unmount?.();
        unmount = null;
      },
    };
  };
}

/** Whether Bolt's own watch over the answer is to end: it is given here, unless it was given already. */
async function refuse({ response }: ReceiverProcessEventErrorHandlerArgs): Promise<boolean> {
  return answer(response, 503);
}

function answer(response: ServerResponse, status: number): boolean {
  if (response.headersSent) return false;
  response.writeHead(status, { 'content-length': 0 });
  response.end();
  return true;
}
