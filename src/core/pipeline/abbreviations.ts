import { baseLanguage } from '../domain/language.ts';

/** Always followed by what they belong to: titles, reference words. Lower case, without the last dot. */
const leading: Readonly<Record<string, string>> = {
  en: 'dr mr mrs ms prof st mt ft gen col lt sgt capt cmdr gov sen rep pres rev hon fr messrs vs v fig figs vol ch sec eq no nos pp approx ca cf e.g i.e viz al est tel ext dept univ ave blvd jan feb mar apr jun jul aug sep sept oct nov dec',
  de: 'dr prof hr fr frl dipl ing nr bzw ca vgl z.b z b d.h u.a evtl ggf inkl exkl sog bspw st str abs art bd s kap abb jan feb apr aug sept okt nov dez',
  fr: 'm mm mme mmes mlle dr pr me st ste p pp vol chap art fig no env cf ex c.-à-d av janv févr juil sept oct nov déc',
  es: 'sr sra srta sres dr dra d da prof ing lic ud uds vd vds pág págs vol cap art fig núm no av avda aprox ej p.ej ee fco',
  pt: 'sr sra srta dr dra prof profa eng d av pág págs vol cap art fig núm n aprox ex p.ex',
  it: 'sig sigg sig.ra dott dott.ssa prof prof.ssa ing avv arch geom pag pagg vol cap art fig n es p.es ecc',
  nl: 'dr mr drs ing ir prof dhr mevr mw nr blz vs bijv bv d.w.z m.b.t o.a ca',
  ru: 'г гг т.е т.к т.н т.д т.п им ул пр д стр см рис табл акад проф др млн млрд тыс руб',
  pl: 'dr inż prof mgr hab np tzn tj ul al św im nr str ok wg m.in p',
  tr: 'dr prof doç av sn no cad sok vb örn bkz yy',
};

/** May end a sentence as well: only a word that opens one tells. */
const either = new Set('inc ltd co corp jr sr bros etc et.al esq dc usw etw ecc vb итд др'.split(' '));

/** Capitalised words that open a sentence more often than they continue a name. */
const openers: Readonly<Record<string, string>> = {
  en: 'i he she it we you they the a an this that these those there here and but so or because if when while what why how who where then now well yes no not in on at for from my our your his her its their as after before once some all most many is are do did have let just okay ok yeah',
  de: 'ich er sie es wir ihr der die das ein eine dies diese und aber oder denn weil wenn als was warum wie wer wo dann jetzt ja nein nicht in auf für mein unser',
  fr: 'je il elle on nous vous ils elles le la les un une ce cela ça cette et mais ou donc car si quand que qui pourquoi comment où alors oui non dans sur pour mon ma notre c',
  es: 'yo él ella nosotros ellos el la los las un una este esta esto y pero o porque si cuando que qué quién cómo dónde entonces ahora sí no en para mi nuestro',
  pt: 'eu ele ela nós eles o a os as um uma este esta isto e mas ou porque se quando que quem como onde então agora sim não em para meu nosso',
  it: 'io lui lei noi voi loro il lo la i gli le un una questo questa e ma o perché se quando che chi come dove allora ora sì no in per mio nostro',
};

/** Languages that write ordinals with a dot: `am 3. Mai`. */
const ordinalDots = new Set([
  'de',
  'da',
  'nb',
  'nn',
  'no',
  'fi',
  'cs',
  'sk',
  'pl',
  'hu',
  'hr',
  'sr',
  'sl',
  'tr',
  'et',
  'lv',
  'is',
]);

/** What a dot after a word means in a language. `word` comes without its last dot and without opening marks. */
export interface DotRules {
  /** The word is short for something that must follow. */
  isLeading(word: string): boolean;
  /** The word is short for something, or an initial, and may stand at the end too. */
  isEither(word: string): boolean;
  /** The word opens sentences. */
  isOpener(word: string): boolean;
  readonly ordinals: boolean;
}

/** Rules of a language by its BCP 47 tag; English ones fill in where a language has none of its own. */
export function dotRules(language: string): DotRules {
  const { en: englishLeading = '' } = leading;
  const { en: englishOpeners = '' } = openers;
  const base = baseLanguage(language);
  const before = wordSet(`${leading[base] ?? englishLeading} dr prof mr mrs`);
  const opens = wordSet(openers[base] ?? englishOpeners);
  return {
    isLeading: (word) => before.has(word.toLowerCase()),
    isEither: (word) => either.has(word.toLowerCase()) || /^\p{Lu}$|^(?:\p{L}\.)+\p{L}$/u.test(word),
    isOpener: (word) => opens.has(word.toLowerCase()),
    ordinals: ordinalDots.has(base),
  };
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
