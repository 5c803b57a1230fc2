import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what is kept, so that whoever reads the storage alone learns nothing. */
export interface Seal {
  /** A form that only the same secret opens, and only in the same context, such as the workspace it belongs to. */
  close(text: string, context: string): string;
  /** Null where no secret opens it. `isCurrent`: it was closed with the newer one. */
  open(sealed: string, context: string): { readonly text: string; readonly isCurrent: boolean } | null;
}

export interface SealOptions {
  /** At least 32 bytes of randomness; closes and opens. */
  readonly secret: string;
  /** The one before it, which still opens; null where there is none. */
  readonly oldSecret: string | null;
}

interface Key {
  /** Tells keys apart and nothing about them. */
  readonly id: string;
  readonly bytes: Buffer;
}

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM with a key made from the secret. `v1.<key id>.<nonce, text and tag in base64url>`. */
export function createSeal({ secret, oldSecret }: SealOptions): Seal {
  const current = keyFrom(secret);
  const keys = [current, ...(oldSecret === null ? [] : [keyFrom(oldSecret)])];
  return {
    close(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', current.bytes, nonce).setAAD(Buffer.from(context));
      const closed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [version, current.id, closed.toString('base64url')].join('.');
    },
    open(sealed, context) {
      const [form, id, rest = ''] = sealed.split('.');
      const key = keys.find((each) => each.id === id);
      if (form !== version || key === undefined) return null;
      const text = decrypt(key, Buffer.from(rest, 'base64url'), context);
      return text === null ? null : { text, isCurrent: key === current };
    },
  };
}

/** A secret of its own for another purpose, from which the first cannot be found. */
export function secretFor(purpose: string, secret: string): string {
  return derive(secret, `vidigest ${purpose}`, 32).toString('hex');
}

function keyFrom(secret: string): Key {
  return {
    id: derive(secret, 'vidigest installations id', 6).toString('hex'),
    bytes: derive(secret, 'vidigest installations', 32),
  };
}

function derive(secret: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
}

function decrypt({ bytes }: Key, closed: Buffer, context: string): string | null {
  if (closed.length < nonceBytes + tagBytes) return null;
  const nonce = closed.subarray(0, nonceBytes);
  const tag = closed.subarray(-tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', bytes, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
  try {
    const text = decipher.update(closed.subarray(nonceBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    // Somebody has changed it, or it stood elsewhere.
    return null;
  }
}
