import type { Settings } from '../../core/domain/settings.ts';
import type { Catalogue } from './catalogue.ts';

type Titles = Readonly<Record<Settings['shown'][number], string>>;

/** What the parts of a digest that a channel may hide are called. */
export function partTitles({ chat, document }: Pick<Catalogue, 'chat' | 'document'>): Titles {
  const { arguments: points, companies, quotes, people } = document;
  return { arguments: points, companies, quotes, people, 'full-text': chat.fullText };
}
