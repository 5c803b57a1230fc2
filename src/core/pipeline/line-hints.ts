import { baseLanguage } from '../domain/language.ts';

/** Words that begin a new thought, lower case: where speech is not punctuated, a line rather begins with one. */
const openers: Readonly<Record<string, string>> = {
  en: "so and but because now okay ok well then if when which while although however also first second finally anyway right yeah yes no i'm i've i'll i let's we're it's that's there's here's",
  de: 'und aber oder denn weil wenn also dann jetzt nun dass ob während obwohl deshalb deswegen außerdem ja nein genau',
  fr: "et mais ou donc car parce puis alors si quand lorsque maintenant ensuite après voilà bon oui non c'est il ils",
  es: 'y pero o porque entonces ahora si cuando aunque mientras bueno pues luego después también sí no es',
  pt: 'e mas ou porque então agora se quando embora enquanto bom pois depois também sim não é',
  it: 'e ma o perché allora adesso ora se quando mentre poi quindi dunque anche sì no è',
  nl: 'en maar of want omdat dus dan nu als toen terwijl ook ja nee',
  ru: 'и а но или потому если когда хотя так теперь потом значит да нет',
};

/** Words that lean on the one after them: a line does not end with one where that can be helped. */
const leaning: Readonly<Record<string, string>> = {
  en: "the a an to of and but or if that in on at by for with from as than so is are was were be been am i you he she we they my your his her its our their this these those who which what when where how because not can could will would should may might must do does did have has had just very really about into i'm you're we're they're it's that's he's she's there's what's don't doesn't didn't can't won't gonna going",
  de: 'der die das den dem des ein eine einen einem einer eines zu von und aber oder dass in im an am auf für mit aus bei nach als wie ist sind war ich du er sie es wir ihr mein dein sein unser nicht sehr',
  fr: "le la les un une des du de à au aux et mais ou que qui dans en sur pour par avec est sont était je tu il elle on nous vous ils elles mon ma mes son sa ses ne pas très c'est j'ai",
  es: 'el la los las un una de del a al y pero o que en por para con es son era yo tú mi su sus se no muy lo le me te',
  pt: 'o a os as um uma de do da dos das e mas ou que em no na por para com é são era eu meu minha seu sua se não muito',
  it: 'il lo la i gli le un uno una di del della a al alla e ma o che in nel nella per con è sono era io mio mia suo sua si non molto',
  nl: 'de het een van en maar of dat in op te voor met is zijn was ik je hij ze we mijn niet heel',
  ru: 'и а но или что в на с к по за из у от для как не это мы я он она они',
};

/** How well words suit the two sides of a line break, in one language. */
export interface LineHints {
  isOpener(word: string): boolean;
  isLeaning(word: string): boolean;
}

/** Hints for a language by its BCP 47 tag. Languages without a list get none: pauses and length decide there alone. */
export function lineHints(language: string): LineHints {
  const base = baseLanguage(language);
  const opens = new Set(openers[base]?.split(' '));
  const leans = new Set(leaning[base]?.split(' '));
  return { isOpener: (word) => opens.has(wordOf(word)), isLeaning: (word) => leans.has(wordOf(word)) };
}

function wordOf(token: string): string {
  return token.length > 16 ? '' : token.toLowerCase().replaceAll('’', "'");
}
