import type { LeftAlone } from '../../core/domain/reply.ts';
import { stringsFor } from './strings-for.ts';
import { writtenOf } from './written-of.ts';

type Words = Readonly<Record<LeftAlone, string>> & {
  /** What to do about it. */
  readonly anyway: string;
};

/** By written language: the same languages as the catalogues. */
const leftAloneWords: Readonly<Record<string, Words>> = {
  en: {
    music: 'This looks like music, so I have left it alone.',
    shorts: 'Shorts are not digested in this channel, so I have left this one alone.',
    length: 'This video is shorter or longer than what is digested in this channel, so I have left it alone.',
    anyway: 'Use /digest with the link to have it digested anyway.',
  },
  de: {
    music: 'Das sieht nach Musik aus, deshalb lasse ich es aus.',
    shorts: 'In diesem Kanal fasse ich keine Shorts zusammen, deshalb lasse ich dieses Video aus.',
    length: 'Dieses Video ist kürzer oder länger, als für diesen Kanal eingestellt ist, deshalb lasse ich es aus.',
    anyway: 'Mit /digest und dem Link fasse ich es trotzdem zusammen.',
  },
  es: {
    music: 'Parece un vídeo musical, así que no lo he resumido.',
    shorts: 'En este canal no resumo Shorts, así que este me lo he saltado.',
    length: 'Este vídeo dura menos o más de lo configurado para este canal, así que no lo he resumido.',
    anyway: 'Con /digest y el enlace lo resumo de todos modos.',
  },
  fr: {
    music: 'On dirait de la musique\u00a0: j’ai laissé cette vidéo de côté.',
    shorts: 'Je ne résume pas les Shorts dans ce salon\u00a0: j’ai laissé celui-ci de côté.',
    length:
      'Cette vidéo est plus courte ou plus longue que celles que je résume dans ce salon\u00a0: je l’ai laissée de côté.',
    anyway: 'Avec /digest suivi du lien, je résume la vidéo quand même.',
  },
  ja: {
    music: '音楽の動画のようなので、まとめていません。',
    shorts: 'ショート動画はこのチャンネルではまとめない設定なので、そのままにしています。',
    length: '動画の長さがこのチャンネルの設定の範囲外なので、まとめていません。',
    anyway: '/digest にリンクを付けて実行すれば、この動画もまとめます。',
  },
  ko: {
    music: '음악 영상으로 보여서 정리하지 않았어요.',
    shorts: '이 채널은 Shorts를 정리하지 않도록 설정되어 있어서 그대로 두었어요.',
    length: '이 채널에 설정된 길이를 벗어난 영상이라 정리하지 않았어요.',
    anyway: '그래도 정리하려면 /digest 명령어에 링크를 넣어 보내 주세요.',
  },
  pt: {
    music: 'Parece ser música, então não resumi.',
    shorts: 'Neste canal eu não resumo Shorts, então deixei este de lado.',
    length: 'Este vídeo é mais curto ou mais longo do que o definido para este canal, então não resumi.',
    anyway: 'Com /digest e o link, eu resumo mesmo assim.',
  },
  'zh-Hans': {
    music: '这看起来是音乐视频，所以没有整理。',
    shorts: '这个频道设置为不整理 Shorts，所以跳过了这个视频。',
    length: '这个视频的时长不在这个频道设置的范围内，所以没有整理。',
    anyway: '如果仍想整理，请使用 /digest 并附上链接。',
  },
  'zh-Hant': {
    music: '這看起來是音樂影片，所以沒有整理。',
    shorts: '這個頻道設定為不整理 Shorts，所以跳過了這部影片。',
    length: '這部影片的長度不在這個頻道設定的範圍內，所以沒有整理。',
    anyway: '如果還是想整理，請使用 /digest 並附上連結。',
  },
};

/** Why a link was left alone, and how to have it digested all the same: plain text. English as `stringsFor` says. */
export function leftAloneText(language: string, why: LeftAlone): string {
  const own = leftAloneWords[writtenOf(language) ?? 'en'] ?? leftAloneWords['en'];
  if (own === undefined) throw new Error('there are no words in English');
  return `${own[why]}${stringsFor(language).punctuation.sentenceGap}${own.anyway}`;
}
