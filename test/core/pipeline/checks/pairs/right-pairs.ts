import type { GlossaryEntry } from '../../../../../src/core/domain/digest.ts';

/** A made-up source and a right translation of it. */
export interface Pair {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
}

const table = (from: string, to: string, rows: readonly (readonly [string, string])[]): Pair[] =>
  rows.map(([source, target]) => ({ from, to, source, target }));

/** Short right translations, heavy in numbers and in words that only look like numbers. */
export const rightPairs: readonly Pair[] = [
  ...table('en', 'zh-CN', [
    [
      'One of the two things I want to say, number one, is that a couple of us were there first.',
      '我想说两件事，其一是，我们有几个人最先到场。',
    ],
    ['They are raising $100 billion at a 750 billion valuation.', '他们正以 7500 亿美元的估值融资 1000 亿美元。'],
    ['It grew 1 .5 times between 2020 and 20 25.', '2020 年到 2025 年间，它增长到了 1.5 倍。'],
    [
      'GPT-4o and GPT 5.2 came out; Gemini 2.5 Flash is cheaper.',
      'GPT-4o 和 GPT-5.2 发布了，Gemini 2.5 Flash 更便宜。',
    ],
    ['Half of the users, maybe a third, come back within 24 hours.', '有一半用户，也许三分之一，会在 24 小时内回来。'],
    [
      'Thousands of people, hundreds of thousands in fact, waited for hours.',
      '成千上万的人，其实是数十万人，等了好几个小时。',
    ],
    [
      'He was in his late thirties, and in the 90s he made ten grand a year.',
      '他当时三十好几岁，九十年代一年挣一万美元。',
    ],
    ['I agree a hundred percent. A million times yes.', '我完全同意，一万个同意。'.replace('一万个同意', '绝对同意')],
    ['Twenty or thirty million dollars, maybe $2.5 billion in the end.', '两三千万美元，最后也许是 25 亿美元。'],
    [
      'Give me a second. On December 22nd at 3:30 pm we ship version 2.',
      '等我一下。12 月 22 日下午三点半我们发布第二版。',
    ],
    ['It took two and a half years, or 30 months if you like.', '花了两年半，或者说 30 个月。'],
    ['Half a million people over two decades, a couple hundred a day.', '二十年间有五十万人，每天两百来个。'],
    [
      'It is up point five percent since oh eight, so do a one-eighty.',
      '从 2008 年以来涨了 0.5%，所以来个 180 度转弯吧。',
    ],
    [
      'Like 30, 40 thousand, multi-billion dollar stuff, billions of dollars.',
      '差不多三四万，几十亿美元的东西，数十亿美元。',
    ],
    ['A 25-year-old from the class of 99 sold it for 5 bucks.', '一个 99 届的 25 岁年轻人把它卖了 5 美元。'],
    ['The 21st century began, and one in five people was online.', '二十一世纪开始了，五分之一的人上了网。'],
    ['Between 10 and 15 million, up 3.5 percentage points.', '在一千万到一千五百万之间，上升了 3.5 个百分点。'],
  ]),
  ...table('en', 'zh-TW', [
    ['The software costs 20 bucks, and 1.5 million people use it.', '這個軟體要 20 塊美元，有 150 萬人在用。'],
    ['Nineteen ninety five was the year, ten thousand copies.', '那一年是 1995 年，賣了一萬份。'],
    ['We cut it by 30%, from 1,000 to 700 people.', '我們裁了三成，從 1000 人減到 700 人。'],
  ]),
  ...table('en', 'ja', [
    ['$100 billion, a 20 percent rise since 2008.', '1000億ドル、2008年から20パーセントの増加です。'],
    [
      'Both of them wanted one more try, the third in two weeks.',
      '二人とももう一度、2週間で3回目の挑戦をしたがりました。',
    ],
    [
      'About 2400 transactions per block, and 210,000 blocks every 4 years.',
      '1ブロックにつき約2400件の取引、4年ごとに21万ブロックです。',
    ],
    ['A hundred and fifty people in a room for twenty-five.', '25人用の部屋に150人がいました。'],
    ['A quarter of a million users, half of them under 18.', '25万人のユーザーがいて、その半分は18歳未満です。'],
    ['We waited an hour and a half, until half past twelve.', '1時間半待ちました。12時半までです。'],
  ]),
  ...table('en', 'ko', [
    ['Twenty-five people and a budget of $3 billion.', '스물다섯 명과 30억 달러의 예산이에요.'],
    ['In 2016 it was 45%, now it is 12.5%.', '2016년에는 45%였는데 지금은 12.5%예요.'],
    ['About 120 million users, and only 300 engineers.', '사용자는 약 1억 2천만 명인데 엔지니어는 300명뿐이에요.'],
    ['One or two of them, I only have a minute.', '한두 명쯤요. 저는 1분밖에 없어요.'],
    ['A third of the 1,500 seats stayed empty.', '1,500석 가운데 3분의 1이 비어 있었어요.'],
  ]),
  ...table('en', 'es', [
    [
      'One billion people, and 100 billion dollars in revenue.',
      'Mil millones de personas y 100.000 millones de dólares de ingresos.',
    ],
    ['In the twenty-first century, 3.5% is a lot.', 'En el siglo XXI, un 3,5 % es mucho.'],
    ['Thirty-one of the 250 tests failed, twice.', 'Treinta y una de las 250 pruebas fallaron, dos veces.'],
    ['Two and a half million downloads in a week and a half.', 'Dos millones y medio de descargas en semana y media.'],
    ['It was 1,500 pesos, about 75 dollars.', 'Eran 1.500 pesos, unos setenta y cinco dólares.'],
  ]),
  ...table('en', 'fr', [
    [
      'Ninety-seven percent of 75 people, in the eighties.',
      'Quatre-vingt-dix-sept pour cent de 75 personnes, dans les années quatre-vingt.',
    ],
    ['2,500 euros a month, or 30,000 a year.', '2 500 euros par mois, soit 30 000 par an.'],
    ['It cost 1.2 trillion dollars by 2021.', 'Cela a coûté 1 200 milliards de dollars en 2021.'],
    ['A hundred or so people came at 2:30 pm.', 'Une centaine de personnes sont venues à 14 h 30.'],
    ['We have two weeks, half a billion euros.', 'Nous avons quinze jours et un demi-milliard d’euros.'],
    ['Half a million views in the first quarter.', 'Un demi-million de vues au premier trimestre.'],
  ]),
  ...table('en', 'de', [
    ['Two hundred fifty people, 3.5 percent, 2,500 euros.', 'Zweihundertfünfzig Leute, 3,5 Prozent, 2.500 Euro.'],
    ['One trillion dollars by 2030, a billion a day.', 'Eine Billion Dollar bis 2030, eine Milliarde am Tag.'],
    ['One and a half million in 1989.', 'Anderthalb Millionen im Jahr 1989.'],
    [
      'He was twenty-one when a dozen firms made him an offer.',
      'Er war einundzwanzig, als ein Dutzend Firmen ihm ein Angebot machte.',
    ],
    ['It runs 24/7 and costs 99 cents.', 'Das läuft rund um die Uhr und kostet 99 Cent.'],
  ]),
  ...table('en', 'pt', [
    ['One hundred billion reais, about 18 percent more.', 'Cem bilhões de reais, uns 18 por cento a mais.'],
    ['Two hundred and thirty-one days in 2024.', 'Duzentos e trinta e um dias em 2024.'],
    [
      'Fifteen hundred people and 2.5 million views.',
      'Mil e quinhentas pessoas e dois milhões e meio de visualizações.',
    ],
    ['Half of the 40 teams use it, the other twenty do not.', 'Metade das 40 equipes usa, as outras vinte não.'],
  ]),
  ...table('zh-CN', 'en', [
    ['我们去年收入一千二百亿元，增长了三成。', 'Last year our revenue was 120 billion yuan, up 30 percent.'],
    ['一共二十五万人，平均年龄三十一岁。', 'That is 250,000 people in all, with an average age of thirty-one.'],
    [
      '千万别一上来就投两百万，十分危险。',
      'Whatever you do, do not put in two million right away; it is very dangerous.',
    ],
  ]),
  ...table('ja', 'en', [
    ['売上は3兆5000億円で、社員は1万2千人です。', 'Sales are 3.5 trillion yen, and we have 12,000 employees.'],
    ['一番大事なのは、2011年に始めたことです。', 'What matters most is that we began in 2011.'],
  ]),
  ...table('es', 'en', [
    ['Ganamos dos mil quinientos millones de euros en 2023.', 'We earned 2.5 billion euros in 2023.'],
    ['Éramos treinta y cinco, casi la mitad menores de veinte años.', 'There were 35 of us, nearly half under twenty.'],
  ]),
  ...table('de', 'en', [
    ['Im Jahr neunzehnhundertneunzig waren es 2,5 Millionen.', 'In 1990 it was two and a half million.'],
    ['Das sind 40 Milliarden Euro, gut ein Viertel.', 'That is 40 billion euros, a good quarter.'],
  ]),
  ...table('fr', 'en', [['Nous étions soixante-dix-sept, à 3,5 % près.', 'There were 77 of us, give or take 3.5%.']]),
];

const entry = (sources: string[], target: string, ...accepted: string[]): GlossaryEntry => ({
  sources,
  target,
  accepted,
});

/** Names of the talk below, misheard forms included. */
export const glossary: readonly GlossaryEntry[] = [
  entry(['Ranjan Roy', 'Ron John Roy', 'Ranjan', 'I mean'], '拉詹·罗伊', 'Ranjan Roy', '拉詹'),
  entry(['Sam Altman', 'Altman'], '山姆·奥特曼', 'Sam Altman', '奥特曼'),
  entry(['OpenAI', 'open AI'], 'OpenAI'),
  entry(['Slack', 'slack'], 'Slack'),
  entry(['Google', 'google'], '谷歌', 'Google'),
  entry(['Google DeepMind'], 'Google DeepMind', '谷歌 DeepMind'),
  entry(["Wright's law", 'rights law'], '莱特定律', "Wright's law"),
  entry(['compute'], '算力'),
  entry(['Big Technology'], 'Big Technology'),
  entry(['AI'], 'AI', '人工智能'),
];

/** Right translations with these names, kept, shortened, replaced by a pronoun where that is fine. */
export const namedPairs: readonly Pair[] = table('en', 'zh-CN', [
  ['I mean, I mean, I mean, I mean, the point is that you cut them some slack.', '我的意思是，你得对他们宽容一点。'],
  ['Ranjan, what do you think about OpenAI?', '你怎么看 OpenAI？'],
  ['Sam Altman said no. Altman never says yes.', '奥特曼说不，他从来不说好。'],
  ['Google DeepMind built it, and they are proud of it.', '谷歌 DeepMind 做出了它，他们很自豪。'],
  ['We compute this once, so compute is not the problem.', '我们只计算一次，所以计算量不是问题。'],
  ["With rights law, that is Wright's law, costs fall.", '按照莱特定律，成本会下降。'],
  ['Welcome to Big Technology, the show about AI.', '欢迎收听这档谈人工智能的节目。'],
  ['Everyone at google and on slack says so.', '谷歌和 Slack 上的人都这么说。'],
]);
