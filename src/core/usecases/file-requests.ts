import { gather } from '../domain/gather.ts';
import { jobKeyOf } from '../domain/job-key.ts';
import type { MessageRef } from '../domain/reply.ts';
import { promptVersion } from '../pipeline/prompts/prompt-version.ts';
import type { Job, Queue } from '../ports/queue.ts';
import type { DigestRequest, NewRequest, RequestStore, RequestTerms } from '../ports/request-store.ts';

/** What somebody wants, and where the answer goes. Terms left out are those of a link that was noticed. */
export type Wanted = Pick<NewRequest, 'ref' | 'videoId' | 'language'> & Partial<RequestTerms>;

const noticed: RequestTerms = { scope: 'all', asked: false, startMs: null, act: '' };

/** Where requests are kept, and who works on them. */
export interface FileRequestsDeps {
  readonly requests: RequestStore;
  readonly queue: Pick<Queue, 'submit'>;
}

/**
 * Writes requests down and puts their jobs in line, all or none. When it resolves they will be answered whatever
 * happens to the process. Filing the same again changes nothing. Returns the requests as they stand, in the order given.
 * Throws `store-failed`: nothing is written then.
 */
export type FileRequests = (wanted: readonly Wanted[]) => Promise<readonly DigestRequest[]>;

/** What is filed while others are being written down waits for them, and then takes one commit with all that wait. */
const mostAtOnce = 100;

/** The use case over its ports. */
export function createFileRequests({ requests, queue }: FileRequestsDeps): FileRequests {
  const add = (wanted: readonly Wanted[]): Promise<readonly DigestRequest[]> =>
    requests.add(
      wanted.map((each) => ({ ...noticed, ...each, jobKey: jobKeyOf({ ...each, promptVersion }) })),
      (added, transaction) => queue.submit(added.map(jobOf), transaction),
    );
  return gather(async (orders: readonly (readonly Wanted[])[]) => {
    const filed = [...(await add(orders.flat()))];
    return orders.map(({ length }) => filed.splice(0, length));
  }, mostAtOnce);
}

/** The job of a request as its queue takes it. */
function jobOf({ jobKey: key, ref, dueAtMs }: DigestRequest): Job {
  return { key, channel: channelOf(ref), dueAtMs };
}

/** Whose turn a request takes. */
function channelOf({ surface, workspace, channel }: MessageRef): string {
  return `${surface}/${workspace}/${channel}`;
}
