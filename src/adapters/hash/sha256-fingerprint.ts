import { createHash } from 'node:crypto';
import type { Fingerprint } from '../../core/ports/runtime.ts';

/** SHA-256 in 43 characters of `[A-Za-z0-9_-]`. */
export const sha256Fingerprint: Fingerprint = (text) => createHash('sha256').update(text).digest('base64url');
