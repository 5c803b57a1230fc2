import { baseLanguage } from '../../domain/language.ts';

/**
 * What translators rightly leave out. More than hesitations, because it only discounts length and never removes text:
 * phrases count as fillers even where they sometimes are not.
 */
const fillers: Readonly<Record<string, string>> = {
  en: 'you know(?: what i mean)?|i mean|u+h+m*|u+m+|erm+|hm+|mm-?hm+|uh-?huh|sort of|kind of|basically|literally|yeah|yep|okay|i guess you could say|you see|right\\?|(?<=, )(?:like|right|well|so|actually)(?=,)|(?<=[.?!] )(?:so|well|now|okay|right),',
  fr: 'euh+|heu+|ben|bah|hein|du coup|en fait|tu sais|vous savez|voilà|genre|en quelque sorte|quoi(?=[,.?!])',
  de: 'ä+h+m*|ö+h+m*|hm+|also|halt|sozusagen|quasi|na ja|naja|ne\\?|weißt du|irgendwie|eigentlich|ja(?=,)',
  es: 'e+h+m*|este(?=,)|o sea|bueno|pues|digamos|¿no\\?|¿sabes\\?|¿verdad\\?|como que',
  pt: 'é(?=,)|hum+|né\\??|tipo|então(?=,)|assim(?=,)|sabe\\?|quer dizer|bom(?=,)|ou seja',
  it: 'ehm+|cioè|allora(?=,)|insomma|diciamo|praticamente|no\\?',
  nl: 'eh+m*|uh+m*|weet je|zeg maar|eigenlijk|gewoon|toch\\?|nou(?=,)',
  ru: 'э+м*|ну|вот|как бы|типа|значит|короче|в общем|то есть',
  zh: '[嗯呃哎欸]+|(?:就是说|就是|那个|这个|然后|那么|其实|對對對|对对对|就是說|那個|這個|然後)(?=[，,、\\s])',
  ja: 'え[えー]*っ?と[ーお]*|えー+|あの[ーう]*(?=[、\\s])|その[ーう]*(?=[、\\s])|まあ+|なんか|うーん+|こう(?=[、\\s])|ですね(?=[、\\s])',
  ko: '음+|어+(?=[,.\\s])|그러니까|뭐랄까|이제(?=[,\\s])|막(?=[,\\s])|약간|그냥|뭐(?=[,\\s])',
};

/** The text without fillers and without words said twice in a row, for measuring how long its translation should be. */
export function withoutFillers(text: string, language: string): string {
  const pattern = fillers[baseLanguage(language)];
  const unspaced = ['zh', 'ja', 'yue'].includes(baseLanguage(language));
  const edge = unspaced ? ['', ''] : ['(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])'];
  const kept = pattern === undefined ? text : text.replace(new RegExp(`${edge[0]}(?:${pattern})${edge[1]}`, 'giu'), '');
  return kept
    .replace(/(?<![\p{L}\p{N}'])([\p{L}']+)(?:[\s,.…-]+\1)+(?![\p{L}\p{N}'])/giu, '$1')
    .replace(/(?<=^|\s)[^\p{L}\p{N}\s]+(?=\s|$)/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
