import {
  counted,
  countedLoosely,
  halfValues,
  meaning,
  type NumberWords,
  quarterValues,
  thirdValues,
} from './number-words.ts';

/** English, with the Indian scales and the way speech recognition writes years. */
export const english: NumberWords = {
  decimalComma: false,
  small: {
    ...counted('zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen', 0),
    ...counted('sixteen seventeen eighteen nineteen', 16),
    ...counted('twenty thirty forty fifty sixty seventy eighty ninety', 20, 10),
    fourty: 40,
  },
  ordinals: counted('first second third fourth fifth sixth seventh eighth ninth', 1),
  hundreds: ['hundred', 'hundreds'],
  scales: {
    ...meaningScale('thousand thousands grand', 1e3),
    ...meaningScale('lakh lakhs', 1e5),
    ...meaningScale('million millions millionaire millionaires', 1e6),
    ...meaningScale('crore crores', 1e7),
    ...meaningScale('billion billions billionaire billionaires bn', 1e9),
    ...meaningScale('trillion trillions trillionaire trillionaires', 1e12),
  },
  and: ['and'],
  andAfterTens: false,
  countsByTwenty: false,
  pairedYears: true,
  point: ['point', 'dot'],
  andHalf: /^\s+and\s+a\s+half(?!\p{L})/iu,
  oneAndHalf: /(?<!\p{L})(?:an?|one|per)\s+\p{L}+\s+and\s+a\s+half(?!\p{L})/giu,
  percent: /^(?:\s*%|[\s-]*(?:percent|per cent|percentage point)s?(?!\p{L}))/iu,
  parts: { half: 0.5, quarter: 0.25, couple: 2 },
  collectives: { decade: 10, decades: 10, century: 100, centuries: 100, dozen: 12, score: 20 },
  loose: {
    ...countedLoosely('january february march april may june july august september october november december', 1),
    ...meaning('half halfway halve halves halved halving', halfValues),
    ...meaning('third thirds', thirdValues),
    ...meaning('quarter quarters', quarterValues),
    ...meaning('fifth fifths', [0.2, 20, 5, 40, 60, 80]),
    ...meaning('tenth tenths', [0.1, 10]),
    ...meaning('dozen dozens', [12, 10, 24]),
    ...meaning('double doubled doubles doubling twice twofold', [2, 100, 200]),
    ...meaning('triple tripled tripling', [3, 200, 300]),
    ...meaning('century centuries', [100]),
    ...meaning('decade decades decimal', [10]),
    ...meaning('binary', [2]),
    ...meaning('clock', [24]),
    ...meaning('nines', [99.9, 99.99, 99.999, 99.9999]),
    ...meaning('hexadecimal hex', [16]),
    ...meaning('score tens', [10, 20]),
    ...countedLoosely(
      'eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth',
      11,
    ),
    ...countedLoosely('twentieth thirtieth fortieth fiftieth sixtieth', 20, 10),
    ...countedLoosely('hundredth thousandth', 100, 900),
    ...meaning('teens teenage teenager teenagers', [10, 13, 19]),
    ...meaning('twenties', [20, 1920, 2020]),
    ...decades('thirties forties fifties sixties seventies eighties nineties', 30),
  },
};

function meaningScale(words: string, scale: number): Record<string, number> {
  return Object.fromEntries(words.split(' ').map((word) => [word, scale]));
}

function decades(words: string, first: number): Record<string, readonly number[]> {
  return Object.fromEntries(words.split(' ').map((word, i) => [word, [first + i * 10, 1900 + first + i * 10]]));
}
