import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SlackRefusalError } from './refusal-error.ts';

/** A file that has been shared. */
export interface FakeFile {
  readonly name: string;
  readonly title: string;
  readonly content: string;
  readonly channel: string | undefined;
  readonly thread: string | undefined;
}

/** Uploads in three steps: an address, the bytes, the sharing. */
export interface FakeFiles {
  readonly shared: readonly FakeFile[];
  begin(name: string | undefined, length: number): { readonly upload_url: string; readonly file_id: string };
  /** The bytes; false for an unknown address or another length than was announced. */
  upload(path: string, content: string): boolean;
  complete(
    files: string | undefined,
    channel: string | undefined,
    thread: string | undefined,
  ): readonly { id: string }[];
}

const listSchema = z
  .array(z.object({ id: z.string(), title: z.string().optional() }))
  .min(1)
  .max(10);

/** No files yet. */
export function createFakeFiles(origin: string): FakeFiles {
  const begun = new Map<string, { readonly name: string; readonly length: number; content: string | null }>();
  const shared: FakeFile[] = [];
  return {
    shared,
    begin(name = '', length) {
      if (name === '' || !Number.isInteger(length) || length < 1) throw new SlackRefusalError('invalid_arguments');
      const id = `F${randomUUID().slice(0, 8)}`;
      begun.set(id, { name, length, content: null });
      return { upload_url: `${origin}/upload/${id}`, file_id: id };
    },
    upload(path, content) {
      const file = begun.get(path.replace('/upload/', ''));
      const known = file !== undefined && Buffer.byteLength(content) === file.length;
      if (known) file.content = content;
      return known;
    },
    complete(list, channel, thread) {
      const files = filesIn(list);
      const ready = files.map(({ id, title }) => {
        const file = begun.get(id);
        if (file === undefined || file.content === null) throw new SlackRefusalError('file_not_found');
        return { name: file.name, title: title ?? file.name, content: file.content, channel, thread };
      });
      // All or none; and what is shared once is begun no more.
      shared.push(...ready);
      for (const { id } of files) begun.delete(id);
      return files.map(({ id }) => ({ id }));
    },
  };
}

function filesIn(list: string | undefined): z.infer<typeof listSchema> {
  try {
    return listSchema.parse(JSON.parse(list ?? ''));
  } catch {
    throw new SlackRefusalError('invalid_arguments');
  }
}
