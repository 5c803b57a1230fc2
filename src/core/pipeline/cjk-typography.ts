import { endSentences } from './cjk-sentence-marks.ts';

/** How one language sets its marks among Han characters. */
export interface CjkStyle {
  /** One space between Han and Latin letters or digits; none at all otherwise. */
  readonly spaced: boolean;
  readonly comma: '，' | '、';
  readonly quotes: readonly [string, string];
  readonly inner: readonly [string, string];
}

const han = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Bopomofo}々〇ー';
const wide = '，。！？；：、（）「」『』《》〈〉【】';
/** Stands for text that is not touched; counts as a Latin letter. */
const hidden = '\ue000-\uf8ff';
const latin = `\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}0-9${hidden}`;
const near = `[${han}${wide}]`;
/** Code, addresses and calls: `npm ci`, https://…, a@b.org, f(x). */
const protectedText =
  /`[^`\n]*`|(?:https?:\/\/|www\.)[\w\-./?%&=#:@+~,;!$'*[\]]*[\w/]|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|\b[A-Za-z_]\w{0,40}\((?![A-Z])[ -'*-~]*\)|\bYahoo!|[\ue000-\uf8ff]/g;
/** Rounds until nothing changes any more; two or three do for prose, the limit is for hostile input. */
const mostRounds = 30;

/** Full-width punctuation, one style of quotes and one of spaces. Lines are kept. */
export function cjkTypography(text: string, style: CjkStyle): string {
  const kept: string[] = [];
  const masked = text.trim().replace(protectedText, (match) => {
    kept.push(match);
    return String.fromCharCode(0xe000 + ((kept.length - 1) % 0x1900));
  });
  // Each step can make a neighbour for another one; marks only ever become full-width, so this ends.
  let settled = masked;
  for (let round = 0; round < mostRounds; round += 1) {
    const before = settled;
    settled = spaces(doubled(endSentences(inner(quotes(dots(before), style), style), style.quotes)), style).trim();
    if (settled === before) break;
  }
  let next = 0;
  return settled.replace(/[\ue000-\uf8ff]/g, () => kept[next++] ?? '');
}

const ellipsis = new RegExp(
  `(?<=${near}[^\\S\\n]?)(?:\\.{3,}|…+)|(?<![.…])(?:\\.{3,}|…+)(?=[^\\S\\n]?${near})|。{3,}|……+`,
  'gu',
);
const dash = new RegExp(
  `(?<=${near}[^\\S\\n]?)(?:-{2,3}|[—―]+)(?![-—―])|(?<![-—―])(?:-{2,3}|[—―]+)(?=[^\\S\\n]?${near})`,
  'gu',
);

function dots(text: string): string {
  return text.replace(ellipsis, '……').replace(dash, '——');
}

/** Straight quotes become pairs where a line has an even number of them; other pairs become the style's. */
function quotes(text: string, { quotes: [open, close], inner: [innerOpen, innerClose] }: CjkStyle): string {
  const paired = text
    .split('\n')
    .map((line) => {
      const marks = line.match(/"/g)?.length ?? 0;
      if (marks % 2 === 1 || !new RegExp(near, 'u').test(line)) return line;
      let opening = false;
      return line.replace(/"/g, () => {
        opening = !opening;
        return opening ? open : close;
      });
    })
    .join('\n');
  if (open === '「') {
    return paired
      .replace(/“([^“”\n]*)”/g, '「$1」')
      .replace(/(?<!\p{sc=Latin})‘([^‘’\n]*)’(?!\p{sc=Latin})/gu, `${innerOpen}$1${innerClose}`);
  }
  return paired.replace(/「([^「」\n]*)」/g, '“$1”').replace(/『([^『』\n]*)』/g, `${innerOpen}$1${innerClose}`);
}

const marks = new RegExp(
  `(?<=(${near}|[”’])?[^\\S\\n]?)(?<![,;:])[,;:](?:[^\\S\\n]?[,;:])*(?![,;:])(?=[^\\S\\n]?(${near}|[“‘])?)`,
  'gu',
);

/** Commas, semicolons, colons and brackets within a sentence; those between digits or Latin words stay. */
function inner(text: string, { comma }: CjkStyle): string {
  const wideMarks: Readonly<Record<string, string>> = { ',': comma, ';': '；', ':': '：' };
  return brackets(text).replace(marks, (run: string, before: string | undefined, after: string | undefined) =>
    before === undefined && after === undefined ? run : run.replace(/[,;:]/g, (mark) => wideMarks[mark] ?? mark),
  );
}

const wideBefore = new RegExp(`${near}[^\\S\\n]?$`, 'u');
const wideAfter = new RegExp(`^[^\\S\\n]?${near}`, 'u');
const wideWithin = new RegExp(near, 'u');

/** Pairs that hold or touch Han; (OpenAI) among Latin words stays. */
function brackets(text: string): string {
  return text.replace(/\(([^()\n]*)\)/g, (match: string, content: string, at: number) => {
    const end = at + match.length;
    const touching = wideBefore.test(text.slice(Math.max(0, at - 3), at)) || wideAfter.test(text.slice(end, end + 3));
    return touching || wideWithin.test(content) ? `（${content}）` : match;
  });
}

function doubled(text: string): string {
  return text
    .replace(/(?<![，、；：])[，、；：]+(?=[。！？])/g, '')
    .replace(/([，、；：])\1+/g, '$1')
    .replace(/。。+/g, '。');
}

/** No space beside full-width marks; between Han and Latin one or none, by the style. */
function spaces(text: string, { spaced }: CjkStyle): string {
  const edge = `${han}${wide}`;
  const tight = text
    .replace(/[^\S\n]+/g, ' ')
    .replace(new RegExp(` ?([${wide}]|……|——) ?`, 'gu'), '$1')
    .replace(/(?<=[“‘]) | (?=[”’])/g, '')
    .replace(new RegExp(`(?<=[${edge}]) (?=[“‘])|(?<=[”’]) (?=[${edge}])`, 'gu'), '')
    .replace(/ ?\n ?/g, '\n');
  const [left, right] = [`[$€£¥]?[${latin}]`, `(?:[${latin}]|[${latin}][%°]|[A-Za-z](?:\\+\\+|#))`];
  if (!spaced) {
    return tight.replace(new RegExp(`(?<=[${han}]) (?=${left})|(?<=${right}) (?=[${han}])`, 'gu'), '');
  }
  return tight
    .replace(/(?<=[\p{sc=Han}]) (?=[\p{sc=Han}])/gu, '')
    .replace(new RegExp(`(?<=[${han}])(?=${left})|(?<=${right})(?=[${han}])`, 'gu'), ' ');
}
