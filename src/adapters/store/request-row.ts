import { z } from 'zod';
import { errorCodes } from '../../core/domain/errors.ts';
import type { MessageRef } from '../../core/domain/reply.ts';
import { type DigestRequest, openStates } from '../../core/ports/request-store.ts';
import type { RequestRow } from './tables.ts';

const surfaceSchema: z.ZodType<MessageRef['surface']> = z.enum(['slack', 'discord', 'web']);
const stateSchema: z.ZodType<DigestRequest['state']> = z.enum([...openStates, 'parked', 'done', 'failed', 'cancelled']);
const scopeSchema: z.ZodType<DigestRequest['scope']> = z.enum(['all', 'overview', 'text']);
/** A code that this program does not know any more says as much as none. */
const codeSchema = z.enum(errorCodes).nullable().catch(null);

/** A row as a request. Throws for a surface or state that this program does not know. */
export function readRequest(row: RequestRow): DigestRequest {
  return {
    id: row.id,
    ref: {
      surface: surfaceSchema.parse(row.surface),
      workspace: row.workspace,
      channel: row.channel,
      message: row.message,
      thread: row.thread,
      author: row.author,
    },
    videoId: row.video_id,
    language: row.language,
    jobKey: row.job_key,
    scope: scopeSchema.parse(row.scope),
    asked: row.asked === 1,
    startMs: row.start_ms === null ? null : Number(row.start_ms),
    act: row.act,
    state: stateSchema.parse(row.state),
    dueAtMs: Number(row.due_at_ms),
    failures: row.failures,
    code: codeSchema.parse(row.code),
    askedAtMs: Number(row.asked_at_ms),
    changedAtMs: Number(row.changed_at_ms),
  };
}
