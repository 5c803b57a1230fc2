import {
  counted,
  countedLoosely,
  entryOf,
  halfValues,
  meaning,
  type NumberWords,
  quarterValues,
  thirdValues,
} from './number-words.ts';

const units = counted(
  'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn',
  0,
);
const teens = counted('sechzehn siebzehn achtzehn neunzehn', 16);
const tens = counted('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig', 20, 10);
const halves = { anderthalb: 1.5, ...counted('eineinhalb zweieinhalb dreieinhalb viereinhalb fünfeinhalb', 1.5) };
const belowHundred: Readonly<Record<string, number>> = {
  ...units,
  ...teens,
  ...tens,
  eins: 1,
  zwo: 2,
  dreissig: 30,
  ...halves,
};

/** "fünfundzwanzig", "zweihundertfünfzig", "neunzehnhundertneunzig", "dreitausend"; ordinal endings are allowed. */
function compound(word: string): number | null {
  const stem = word
    .replace(/(?<=.)(?:mal|fach(?:e[nrs]?)?)$/, '')
    .replace(/(?<=zig|ßig|ssig)ste[nrsm]?$/, '')
    .replace(/(?<=zehn|elf|zwölf)te[nrsm]?$/, '');
  if (stem !== word && (stem === 'hundert' || stem === 'tausend')) return null;
  const match = /^(?:(.*?)tausend)?(?:(.*?)hundert)?(?:und)?(.*)$/.exec(stem);
  if (match === null) return null;
  const [, thousands, hundreds, rest = ''] = match;
  if (thousands === undefined && hundreds === undefined) return below100(rest);
  const parts = [thousands === undefined ? 0 : part(thousands), hundreds === undefined ? 0 : part(hundreds)];
  const tail = rest === '' ? 0 : below100(rest);
  const [a, b] = parts;
  if (a === undefined || b === undefined || a === null || b === null || tail === null) return null;
  return a * 1000 + b * 100 + tail;
}

/** The count before -tausend or -hundert; nothing there means one. */
function part(word: string): number | null {
  if (word === '') return 1;
  const hundreds = /^(.*)hundert(.*)$/.exec(word);
  if (hundreds === null) return below100(word);
  const [count, rest] = [part(hundreds[1] ?? ''), hundreds[2] === '' ? 0 : below100(hundreds[2] ?? '')];
  return count === null || rest === null ? null : count * 100 + rest;
}

function below100(word: string): number | null {
  const whole = entryOf(belowHundred, word);
  if (whole !== undefined) return whole;
  const joined = /^(.+)und(.+)$/.exec(word);
  const [unit, ten] = [
    entryOf(units, joined?.[1]),
    entryOf(tens, joined?.[2]) ?? (joined?.[2] === 'dreissig' ? 30 : undefined),
  ];
  return unit === undefined || unit > 9 || ten === undefined ? null : ten + unit;
}

/** German writes a number below a million as one word. */
export const german: NumberWords = {
  decimalComma: true,
  small: {
    eine: 1,
    einen: 1,
    einem: 1,
    einer: 1,
  },
  ordinals: {},
  compound,
  hundreds: ['hundert', 'hunderte', 'hunderten'],
  scales: {
    tausend: 1e3,
    tausende: 1e3,
    tausenden: 1e3,
    million: 1e6,
    millionen: 1e6,
    milliarde: 1e9,
    milliarden: 1e9,
    billion: 1e12,
    billionen: 1e12,
    mio: 1e6,
    mrd: 1e9,
  },
  and: ['und'],
  andAfterTens: false,
  countsByTwenty: false,
  pairedYears: false,
  point: ['komma', 'punkt'],
  andHalf: /^\s+und\s+ein(?:e|en)?\s+halbe?[nrs]?(?!\p{L})/iu,
  oneAndHalf: /(?<!\p{L})(?:anderthalb|eineinhalb)(?!\p{L})/giu,
  percent: /^\s*(?:%|-?prozent(?:punkte)?n?)/iu,
  parts: { halbe: 0.5, halben: 0.5, viertel: 0.25 },
  collectives: { jahrzehnte: 10, jahrzehnten: 10, jahrhunderte: 100, jahrhunderten: 100, dutzend: 12 },
  idiom: /^(?:vierzehn|acht) tage/i,
  loose: {
    ...countedLoosely('januar februar märz april mai juni juli august september oktober november dezember', 1),
    ...meaning('halb halbe halben halber halbes hälfte', halfValues),
    ...meaning('drittel', thirdValues),
    ...meaning('viertel quartal', quarterValues),
    ...meaning('dutzend dutzende', [12, 10]),
    ...meaning('jahrhundert jahrhunderte jahrhunderts', [100]),
    ...meaning('jahrzehnt jahrzehnte jahrzehnten', [10]),
    ...meaning('millionär millionäre', [1e6]),
    ...meaning('milliardär milliardäre', [1e9]),
    ...meaning('hundertmal hundertfach', [100]),
    ...meaning('tausendmal tausendfach', [1000]),
    ...countedLoosely(
      'zwanzigern dreißigern vierzigern fünfzigern sechzigern siebzigern achtzigern neunzigern',
      20,
      10,
    ),
    ...countedLoosely('zwanziger dreißiger vierziger fünfziger sechziger siebziger achtziger neunziger', 20, 10),
  },
};
