import type { Settings } from '../domain/settings.ts';
import type { TextWish } from './digest-video.ts';

/** What a channel wants of the full text of talks in other languages. */
export function textWishOf({ translate }: Pick<Settings, 'translate'>): TextWish {
  return ({ auto: 'auto', always: 'always', request: 'never' } as const)[translate];
}
