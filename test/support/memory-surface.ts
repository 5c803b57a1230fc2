import type { MessageRef, PostRef, Reply } from '../../src/core/domain/reply.ts';
import type { ChatFacts, ChatSurface } from '../../src/core/ports/chat-surface.ts';

export interface MemorySurface extends ChatSurface, ChatFacts {
  /** What stands in the thread now, in order. */
  readonly thread: { readonly post: PostRef; reply: Reply }[];
  /** What the author alone was told. */
  readonly told: Reply[];
  readonly marks: boolean[];
  /** Every call, in order: `post overview`, `edit overview`, … */
  readonly calls: string[];
  /** Set to make the next calls of that kind fail. */
  readonly failing: Set<'post' | 'edit' | 'mark'>;
  /** Messages that `measure` says a full text takes. */
  fullTextMessages: number;
}

/** A chat platform in memory, for use cases: posts are replies, nothing is rendered. */
export function createMemorySurface(): MemorySurface {
  const thread: MemorySurface['thread'] = [];
  let count = 0;
  const check = (what: 'post' | 'edit' | 'mark'): void => {
    if (surface.failing.has(what)) throw new Error(`${what} refused`);
  };
  const surface: MemorySurface = {
    thread,
    told: [],
    marks: [],
    calls: [],
    failing: new Set(),
    fullTextMessages: 2,
    async mark(_message, on) {
      check('mark');
      surface.marks.push(on);
      return true;
    },
    async post(to: MessageRef, reply) {
      surface.calls.push(`post ${reply.kind}`);
      check('post');
      count += 1;
      const post = { channel: to.channel, message: String(count) };
      thread.push({ post, reply });
      return [post];
    },
    async edit(post, _to, reply) {
      surface.calls.push(`edit ${reply.kind}`);
      check('edit');
      const entry = thread.find((item) => item.post.message === post.message);
      if (entry === undefined) throw new Error('no such message');
      entry.reply = reply;
    },
    async remove(post) {
      surface.calls.push('remove');
      thread.splice(
        thread.findIndex((item) => item.post.message === post.message),
        1,
      );
    },
    async tell(_to, reply) {
      surface.told.push(reply);
      return true;
    },
    measure: (reply) => (reply.kind === 'full-text' ? surface.fullTextMessages : 1),
    permalink: async (message) => `https://chat.example/${message.channel}/${message.message}`,
  };
  return surface;
}
