import type { Digest } from '../domain/digest.ts';
import type { Settings } from '../domain/settings.ts';

/** Whether a talk in another language is translated: all of it, up to the configured length, or only what is kept. */
export type TextWish = 'always' | 'auto' | 'never';

/** What a channel wants of the full text of talks in other languages. */
export function textWishOf({ translate }: Pick<Settings, 'translate'>): TextWish {
  return ({ auto: 'auto', always: 'always', request: 'never' } as const)[translate];
}

/** Whether a talk of this length is translated now, where those of up to `translateUpToMs` are unless somebody decides. */
export function isTranslated(durationMs: number, text: TextWish, translateUpToMs: number): boolean {
  return text === 'always' || (text === 'auto' && durationMs <= translateUpToMs);
}

/** Whether the full text of a digest was left for whoever asks for it. What is made without a model never gets one. */
export function lacksText({ method, fullText }: Pick<Digest, 'method' | 'fullText'>): boolean {
  return method === 'model' && fullText === 'none';
}
