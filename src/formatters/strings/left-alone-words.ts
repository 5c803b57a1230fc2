import type { LeftAlone } from '../../core/domain/reply.ts';
import { catalogues, stringsFor } from './strings-for.ts';

type Words = Readonly<Record<LeftAlone, string>> & {
  /** What to do about it. */
  readonly anyway: string;
};

/** By written language: the same languages as the catalogues. */
const leftAloneWords: Readonly<Record<string, Words>> = {
  en: {
    music: 'This looks like music, so I have left it alone.',
    shorts: 'Shorts are not digested in this channel, so I have left it alone.',
    length: 'This video is shorter or longer than what is digested in this channel, so I have left it alone.',
    anyway: '/digest with the link digests it anyway.',
  },
  de: {
    music: 'Das sieht nach Musik aus, darum lasse ich es aus.',
    shorts: 'Shorts fasse ich in diesem Kanal nicht zusammen, darum lasse ich es aus.',
    length: 'Dieses Video ist kürzer oder länger, als es in diesem Kanal eingestellt ist, darum lasse ich es aus.',
    anyway: 'Mit /digest und dem Link fasse ich es trotzdem zusammen.',
  },
  es: {
    music: 'Parece música, así que lo he dejado.',
    shorts: 'En este canal no resumo Shorts, así que lo he dejado.',
    length: 'Este vídeo es más corto o más largo de lo que se resume en este canal, así que lo he dejado.',
    anyway: 'Con /digest y el enlace lo resumo de todos modos.',
  },
  fr: {
    music: 'On dirait de la musique\u00a0: je n’y ai pas touché.',
    shorts: 'Les Shorts ne sont pas résumés dans ce canal\u00a0: je n’y ai pas touché.',
    length:
      'Cette vidéo est plus courte ou plus longue que celles qui sont résumées dans ce canal\u00a0: je n’y ai pas touché.',
    anyway: '/digest suivi du lien la résume quand même.',
  },
  ja: {
    music: '音楽のようなので、まとめていません。',
    shorts: 'このチャンネルではショート動画をまとめない設定なので、まとめていません。',
    length: 'このチャンネルで設定された長さの範囲外なので、まとめていません。',
    anyway: '/digest にリンクを付けて送ると、それでもまとめます。',
  },
  ko: {
    music: '음악으로 보여서 정리하지 않았어요.',
    shorts: '이 채널에서는 쇼츠를 정리하지 않아서 그대로 두었어요.',
    length: '이 채널에서 정해 둔 길이를 벗어난 영상이라 그대로 두었어요.',
    anyway: '/digest 뒤에 링크를 붙여 보내면 그래도 정리해 드려요.',
  },
  pt: {
    music: 'Parece música, então não resumi.',
    shorts: 'Shorts não são resumidos neste canal, então não resumi.',
    length: 'Este vídeo é mais curto ou mais longo do que o que se resume neste canal, então não resumi.',
    anyway: 'Com /digest e o link, eu resumo mesmo assim.',
  },
  'zh-Hans': {
    music: '这看起来是音乐，所以没有整理。',
    shorts: '这个频道设置为不整理 Shorts，所以没有整理。',
    length: '这个视频的时长不在这个频道设置的范围内，所以没有整理。',
    anyway: '发送 /digest 加链接，仍可整理。',
  },
  'zh-Hant': {
    music: '這看起來是音樂，所以沒有整理。',
    shorts: '這個頻道設定為不整理 Shorts，所以沒有整理。',
    length: '這部影片的長度不在這個頻道設定的範圍內，所以沒有整理。',
    anyway: '傳送 /digest 加連結，仍可整理。',
  },
};

/** Why a link was left alone, and how to have it digested all the same: plain text. English as `stringsFor` says. */
export function leftAloneText(language: string, why: LeftAlone): string {
  const { chat, punctuation } = stringsFor(language);
  // Whatever region was asked for, the words are those of one catalogue.
  const written = Object.keys(catalogues).find((each) => catalogues[each]?.chat === chat) ?? 'en';
  const own = leftAloneWords[written];
  if (own === undefined) throw new Error(`no words in ${written}`);
  return `${own[why]}${punctuation.sentenceGap}${own.anyway}`;
}
