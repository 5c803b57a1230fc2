/** Why the fake refuses a request, in the words and shape of the API's errors. */
export interface Refusal {
  readonly status: number;
  readonly type: string;
  readonly message: string;
}

/** A 400. */
export function badRequest(message: string): Refusal {
  return { status: 400, type: 'invalid_request_error', message };
}

/** The body of an error answer. */
export function errorBody({ type, message }: Pick<Refusal, 'type' | 'message'>, requestId: string): string {
  return JSON.stringify({ type: 'error', error: { type, message }, request_id: requestId });
}
