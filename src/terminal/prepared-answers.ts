import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { asError, VidigestError } from '../core/domain/errors.ts';

/** One answer a model gave, kept word for word with the task it answered. */
export const preparedAnswerSchema = z.object({ task: z.string(), model: z.string(), answer: z.string() });
export type PreparedAnswer = z.infer<typeof preparedAnswerSchema>;

/** A server that is running. */
export interface PreparedModel {
  readonly baseUrl: string;
  close(): Promise<void>;
}

const requestSchema = z.object({
  model: z.string(),
  max_tokens: z.number(),
  messages: z.array(z.object({ content: z.union([z.string(), z.array(z.object({ text: z.string() }))]) })),
});
type MessagesRequest = z.infer<typeof requestSchema>;

/**
 * What a request asks for, in one line: the stage and the parts or lines. Equal for equal work whatever the wording of
 * the prompt, so that prepared answers outlive a change of style.
 */
export function taskOf(body: unknown): string {
  const { messages } = requestSchema.parse(body);
  const content = messages.at(-1)?.content ?? '';
  const task = typeof content === 'string' ? content : (content.at(-1)?.text ?? '');
  const lines = /^Lines to translate: (.+)$/m.exec(task)?.[1];
  const again = task.includes('An earlier answer was doubted.') ? ' again' : '';
  if (lines !== undefined) return `translation ${lines}${again}`;
  const parts = /^Parts: (.+)$/m.exec(task)?.[1];
  return parts === undefined ? 'outline' : `analysis ${parts}`;
}

/**
 * A Messages API on loopback that answers from `answers`, so that the real client speaks to something without a key or
 * a network. A task without a prepared answer is refused with 404, never made up. The caller closes it.
 */
export async function startPreparedModel(answers: readonly PreparedAnswer[]): Promise<PreparedModel> {
  const byTask = new Map(answers.map(({ task, answer }) => [task, answer]));
  const server = createServer((request, response) => {
    respond(byTask, request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { baseUrl: `http://127.0.0.1:${portOf(server)}`, close: () => closeServer(server) };
}

async function respond(
  byTask: ReadonlyMap<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.method !== 'POST' || !request.url?.startsWith('/v1/messages'))
    return refuse(response, 'no such endpoint');
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const message = requestSchema.parse(body);
  if (message.max_tokens === 0) return stream(response, message, '');
  const answer = byTask.get(taskOf(body));
  if (answer === undefined) return refuse(response, `no prepared answer for: ${taskOf(body)}`);
  stream(response, message, answer);
}

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(404, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ type: 'error', error: { type: 'not_found_error', message } }));
}

const pieceLength = 120;

function stream(response: ServerResponse, { model }: MessagesRequest, text: string): void {
  const send = (event: string, data: object): void => {
    response.write(`event: ${event}\ndata: ${JSON.stringify({ type: event, ...data })}\n\n`);
  };
  const usage = { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };
  const head = { id: 'msg_prepared', type: 'message', role: 'assistant', model, content: [], stop_reason: null };
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  send('message_start', { message: { ...head, stop_sequence: null, usage } });
  send('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
  for (let at = 0; at < text.length; at += pieceLength) {
    send('content_block_delta', { index: 0, delta: { type: 'text_delta', text: text.slice(at, at + pieceLength) } });
  }
  send('content_block_stop', { index: 0 });
  send('message_delta', { delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 0 } });
  send('message_stop', {});
  response.end();
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new VidigestError('internal', 'the server has no port');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
  });
}
