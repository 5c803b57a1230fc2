import { VidigestError } from '../../src/core/domain/errors.ts';
import { messageKey } from '../../src/core/domain/post-key.ts';
import type { MessageRef, PostRef, Reply } from '../../src/core/domain/reply.ts';
import type { ChatFacts, ChatSurface, PostOptions } from '../../src/core/ports/chat-surface.ts';
import type { OutboxStore } from '../../src/core/ports/outbox.ts';

/** What a test can make a memory surface refuse. */
export type MemoryCall = 'post' | 'edit' | 'remove' | 'mark' | 'tell';

/** One message that stands in a thread. */
export interface MemoryPost {
  readonly post: PostRef;
  readonly to: MessageRef;
  reply: Reply;
}

export interface MemorySurface extends ChatSurface, ChatFacts {
  /** What stands in the threads now, in order. */
  readonly thread: MemoryPost[];
  /** What authors alone were told. */
  readonly told: Reply[];
  readonly marks: boolean[];
  /** Every call that reached the platform, in order: `post overview`, `edit overview`, … */
  readonly calls: string[];
  /** Set to make the next calls of that kind fail. */
  readonly failing: Set<MemoryCall>;
  /** Set to false where messages take no signs. */
  takesSigns: boolean;
  /** What they then fail with. Default: an error that is none of the program's own. */
  failure: Error | null;
  /** Messages that `measure` says details and a full text take. */
  detailsMessages: number;
  fullTextMessages: number;
}

/** What a surface in memory honours keys with. */
export interface MemorySurfaceOptions {
  /** Where what was posted is known after a restart. Default: keys are honoured by this surface alone. */
  readonly outbox?: OutboxStore;
}

/** A chat platform in memory, for use cases: posts are replies, nothing is rendered, each reply is one message. */
export function createMemorySurface({ outbox }: MemorySurfaceOptions = {}): MemorySurface {
  const said = new Map<string, PostRef>();
  let count = 0;
  const check = (what: MemoryCall): void => {
    if (surface.failing.has(what)) throw surface.failure ?? new Error(`${what} refused`);
  };
  const write = (to: MessageRef, reply: Reply): PostRef => {
    surface.calls.push(`post ${reply.kind}`);
    check('post');
    count += 1;
    const post = { channel: to.channel, message: String(count) };
    surface.thread.push({ post, to, reply });
    return post;
  };
  /** Does `work` unless something stands under the key, in the order of the outbox: intent, write, settlement. */
  const once = async (to: MessageRef, { key = `unkeyed ${count}`, fence }: PostOptions, work: () => PostRef) => {
    const slot = { key: messageKey(key, 1), workspace: to.workspace, fence: fence ?? null };
    const entry = (await outbox?.find(slot.key)) ?? null;
    const standing = entry?.post ?? said.get(slot.key);
    if (standing !== undefined) return { post: standing, isNew: false };
    if ((await outbox?.intend(slot, (entry?.attempt ?? 0) + 1)) === 'stale') {
      throw new VidigestError('cancelled', 'the job is in other hands');
    }
    const post = work();
    said.set(slot.key, post);
    await outbox?.settle(slot, post);
    return { post, isNew: true };
  };
  const surface: MemorySurface = {
    thread: [],
    told: [],
    marks: [],
    calls: [],
    failing: new Set(),
    failure: null,
    takesSigns: true,
    detailsMessages: 1,
    fullTextMessages: 2,
    unaskedMessages: 4,
    unaskedTextMessages: 2,
    signStays: true,
    async mark(_message, on) {
      check('mark');
      if (surface.takesSigns) surface.marks.push(on);
      return surface.takesSigns;
    },
    async post(to, reply, options) {
      options.signal.throwIfAborted();
      return [(await once(to, options, () => write(to, reply))).post];
    },
    async edit(post, _to, reply) {
      surface.calls.push(`edit ${reply.kind}`);
      check('edit');
      const entry = surface.thread.find((item) => item.post.message === post.message);
      if (entry === undefined) throw new VidigestError('chat-refused', 'no such message');
      entry.reply = reply;
    },
    async remove(post) {
      surface.calls.push('remove');
      check('remove');
      const index = surface.thread.findIndex((item) => item.post.message === post.message);
      if (index >= 0) surface.thread.splice(index, 1);
    },
    async tell(to, reply, options) {
      const { isNew } = await once(to, options, () => {
        check('tell');
        surface.told.push(reply);
        return { channel: to.channel, message: '' };
      });
      return isNew;
    },
    measure({ kind }) {
      if (kind === 'full-text') return surface.fullTextMessages;
      return kind === 'details' ? surface.detailsMessages : 1;
    },
    permalink: async (message) => `https://chat.example/${message.channel}/${message.message}`,
  };
  return surface;
}
