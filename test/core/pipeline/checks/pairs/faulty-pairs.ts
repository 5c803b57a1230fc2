import type { PassageProblem } from '../../../../../src/core/pipeline/checks/check-passage.ts';
import type { Pair } from './right-pairs.ts';
import { talks, translatedTalks } from './talks.ts';

/** A translation with one planted fault, and the kind of problem that must name it. */
export interface FaultyPair extends Pair {
  readonly fault: string;
  readonly kind: PassageProblem['kind'];
}

const plant = (
  kind: PassageProblem['kind'],
  fault: string,
  to: string,
  source: string,
  target: string,
  from = 'en',
): FaultyPair => ({ kind, fault, from, to, source, target });

/** The first half of a translation, as a model that sums up leaves it. */
const halved = (text: string): string => text.slice(0, Math.round(text.length * 0.48));
const said = (language: string, talk: keyof typeof talks): string => translatedTalks[language]?.[talk] ?? '';
const languages = Object.keys(translatedTalks);

/** One planted fault each; the checks must name every one of them. */
export const faultyPairs: readonly FaultyPair[] = [
  ...languages.map((to) => plant('length', 'half the length', to, talks.chips, halved(said(to, 'chips')))),
  ...languages.map((to) =>
    plant('length', 'twice the length', to, talks.crash, `${said(to, 'crash')} ${said(to, 'company')}`),
  ),
  plant('numbers', 'scale', 'zh-CN', 'They raise $100 billion this year.', '他们今年融资 100 亿美元。'),
  plant('numbers', 'scale', 'zh-CN', 'About 2.5 million people use it.', '大约有 2500 万人在用。'),
  plant('numbers', 'scale', 'ja', 'It costs 20 billion dollars.', '費用は20億ドルです。'),
  plant('numbers', 'scale', 'ko', 'There are 120 million users.', '사용자가 1,200만 명 있어요.'),
  plant('numbers', 'scale', 'es', 'A fund of 100 billion dollars.', 'Un fondo de 100 millones de dólares.'),
  plant('numbers', 'false friend', 'es', 'It is worth one billion dollars, 1 billion.', 'Vale un billón de dólares.'),
  plant('numbers', 'false friend', 'de', 'A market of 3 trillion dollars.', 'Ein Markt von 3 Trillionen Dollar.'),
  plant('numbers', 'scale', 'fr', 'Two and a half million users.', 'Deux milliards et demi d’utilisateurs.'),
  plant('numbers', 'scale', 'pt', 'They lost 40 billion.', 'Eles perderam 40 milhões.'),
  plant('numbers', 'year', 'zh-CN', 'We began in 2019 in a garage.', '我们 2018 年在车库里起家。'),
  plant('numbers', 'year', 'ja', 'It happened in nineteen ninety-five.', 'それは1985年に起きました。'),
  plant('numbers', 'year', 'fr', 'That was in 2008, after the crash.', 'C’était en 2018, après le krach.'),
  plant('numbers', 'year', 'de', 'By 2030 all of it is gone.', 'Bis 2035 ist alles weg.'),
  plant('numbers', 'per cent dropped', 'zh-CN', 'We lost 15 percent of our customers.', '我们失去了一部分客户。'),
  plant('numbers', 'per cent dropped', 'es', 'Sales fell 40% in spring.', 'Las ventas cayeron mucho en primavera.'),
  plant('numbers', 'per cent changed', 'ko', 'Only 12.5% of them stayed.', '그중 15.5%만 남았어요.'),
  plant(
    'numbers',
    'small per cent dropped',
    'de',
    'It grew by 3 percent last year.',
    'Es wuchs letztes Jahr ein wenig.',
  ),
  plant('numbers', 'invented', 'zh-CN', 'The team is growing fast.', '团队增长很快，已经有 35 人。'),
  plant('numbers', 'invented', 'pt', 'They paid a lot for it.', 'Eles pagaram 300 milhões por isso.'),
  plant('numbers', 'invented', 'ja', 'He wrote it when he was young.', '彼は2003年にそれを書きました。'),
  plant('numbers', 'words dropped', 'fr', 'Twenty-five people saw it.', 'Des gens l’ont vu.'),
  plant('numbers', 'digit swapped', 'zh-CN', 'It has 4 legs and 2 arms.', '它有 7 条腿和 2 只手。'),
  plant('numbers', 'back', 'en', '公司市值七千五百亿。', 'The company is worth 75 billion.', 'zh-CN'),
  plant('names', 'company lost', 'zh-CN', 'I think OpenAI will win this.', '我觉得他们会赢。'),
  plant('names', 'person lost', 'zh-CN', 'Sam Altman came. Sam Altman spoke for an hour.', '有人来了，讲了一个小时。'),
  plant(
    'names',
    'misheard form kept',
    'zh-CN',
    'Ron John Roy, Ron John Roy, Ranjan Roy is here with Ranjan.',
    '龙约翰·罗来了。',
  ),
  plant('names', 'product lost', 'zh-CN', 'We live in Slack all day.', '我们整天都泡在聊天软件里。'),
  plant('language', 'traditional', 'zh-CN', talks.chips, said('zh-TW', 'chips')),
  plant('language', 'simplified', 'zh-TW', talks.crash, said('zh-CN', 'crash')),
  plant('language', 'Chinese', 'ja', talks.crash, said('zh-TW', 'crash')),
  plant('language', 'Japanese', 'zh-CN', talks.company, said('ja', 'company')),
  plant('language', 'Spanish', 'pt', talks.company, said('es', 'company')),
  plant('language', 'English', 'fr', said('zh-CN', 'crash'), talks.crash, 'zh-CN'),
  plant('language', 'German', 'ko', talks.chips, said('de', 'chips')),
  plant('copied', 'whole', 'de', talks.company, talks.company),
  plant('copied', 'whole', 'zh-CN', talks.crash, talks.crash),
  plant('copied', 'whole', 'es', 'And then we went home and slept.', 'And then we went home and slept.'),
  plant(
    'copied',
    'one sentence',
    'zh-CN',
    talks.crash,
    `${said('zh-CN', 'crash')} And every single time he'd end it the same way: the bank took the house.`,
  ),
  plant(
    'copied',
    'one sentence',
    'fr',
    talks.chips,
    `${said('fr', 'chips')} When I started in the nineties, we were happy with five million.`,
  ),
  plant('format', 'heading', 'zh-CN', 'So we went on to the next thing.', 'Part 2\n然后我们继续下一件事。'),
  plant('format', 'heading', 'zh-CN', 'So we went on to the next thing.', '（第2部分）\n然后我们继续下一件事。'),
  plant('format', 'label', 'zh-CN', 'I do not think so.', '拉詹：我不这么认为。'),
  plant(
    'format',
    'label',
    'zh-CN',
    'I do not think so. Why not?',
    '我不这么认为。主持人：为什么？'.replace('我不这么认为。', '我不这么认为。\n'),
  ),
  plant('format', 'label', 'de', 'I do not think so.', 'Ranjan Roy: Das glaube ich nicht.'),
  plant('format', 'line numbers', 'es', 'We went home. Then we slept.', '12 Nos fuimos a casa.\n13 Luego dormimos.'),
  plant('format', 'line numbers', 'es', 'We went home. Then we slept.', '[12-13] Nos fuimos a casa. Luego dormimos.'),
  plant('format', 'tags', 'fr', 'We went home.', '<transcript>Nous sommes rentrés.</transcript>'),
  plant('format', 'markup', 'pt', 'This is the point.', 'Este é o **ponto**.'),
  plant('format', 'JSON', 'ja', 'We went home.', '家に帰りました。"}]}'),
  plant('format', 'times', 'zh-CN', 'We went home.', '(0:00 - 1:15) 我们回家了。'),
  plant('empty', 'empty', 'ko', 'We went home.', ' … '),
];
