import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseTypography } from '../../../src/core/pipeline/typography.ts';

const letters = (text: string): string => (text.match(/[A-Za-z0-9]/g) ?? []).join('');

describe('normaliseTypography: simplified Chinese', () => {
  it.each([
    ['我们看看, 这很重要. 对吗?好的!', '我们看看，这很重要。对吗？好的！'],
    ['OpenAI发布了GPT-5.2模型,价格是2.5美元.', 'OpenAI 发布了 GPT-5.2 模型，价格是 2.5 美元。'],
    ['会议在12:30开始，比例是16:9。', '会议在 12:30 开始，比例是 16:9。'],
    ['他说:"我们会赢."然后走了', '他说：“我们会赢。”然后走了'],
    ['他说 "Move fast, break things." 然后走了。', '他说“Move fast, break things.”然后走了。'],
    ['山姆·奥特曼 (Sam Altman) 说', '山姆·奥特曼（Sam Altman）说'],
    ['函数 f(x) 的值和 print("a", b) 一样', '函数 f(x) 的值和 print("a", b) 一样'],
    ['等等...我想想…好', '等等……我想想……好'],
    ['人工智能--或者说—AI', '人工智能——或者说——AI'],
    ['共有1,000,000人, 100%相信', '共有 1,000,000 人，100% 相信'],
    ['见https://example.com/a,b?x=1:2;y。谢谢', '见 https://example.com/a,b?x=1:2;y。谢谢'],
    ['运行`npm run a:b, c`吧', '运行 `npm run a:b, c` 吧'],
    ['我们 用 了 OpenAI . ', '我们用了 OpenAI。'],
    ['他用的是 ChatGPT. 然后呢?', '他用的是 ChatGPT。然后呢？'],
    ['Dr. 王和 J. 罗伯特 vs. 谷歌', 'Dr. 王和 J. 罗伯特 vs. 谷歌'],
    ['「你好」他说，『再见』', '“你好”他说，‘再见’'],
    ['，，好。。对', '，好。对'],
    ['约$100亿,涨了5°C', '约 $100 亿，涨了 5°C'],
    ['C++语言和C#语言', 'C++ 语言和 C# 语言'],
    ['Sam: 我们开始吧; 好', 'Sam：我们开始吧；好'],
    ['1. 第一点', '1. 第一点'],
    ['真的?!', '真的？！'],
    ['第一行\n  第二行 , 好', '第一行\n第二行，好'],
    ['The end. It is over, really.', 'The end. It is over, really.'],
    ['Yahoo! 公司的 config.yaml 文件', 'Yahoo! 公司的 config.yaml 文件'],
  ])('%s', (text, expected) => expect(normaliseTypography(text, 'zh-CN')).toBe(expected));
});

describe('normaliseTypography: traditional Chinese and Japanese', () => {
  it.each([
    ['zh-TW', '他說:"我們會贏."這是“軟體”,對嗎?', '他說：「我們會贏。」這是「軟體」，對嗎？'],
    ['zh-TW', 'it’s的意思是‘它是’', 'it’s 的意思是『它是』'],
    ['ja', 'OpenAI は GPT-5.2 を発表しました, そうですね.', 'OpenAIはGPT-5.2を発表しました、そうですね。'],
    ['ja', '"すごい!"と彼は言った', '「すごい！」と彼は言った'],
    ['ja', 'サム・アルトマン (Sam Altman) は Google DeepMind で', 'サム・アルトマン（Sam Altman）はGoogle DeepMindで'],
    ['ja', '山田 太郎さん', '山田 太郎さん'],
    ['ja', 'サーバー、ユーザー', 'サーバー、ユーザー'],
  ])('%s: %s', (language, text, expected) => expect(normaliseTypography(text, language)).toBe(expected));
});

describe('normaliseTypography: languages with spaces', () => {
  it.each([
    ['en', '  Hello ,  world !! Is it .. so ? ', 'Hello, world! Is it. so?'],
    ['en', 'std::vector, .NET, a ... b, 3 .5, x!!y', 'std::vector, .NET, a ... b, 3 .5, x!!y'],
    ['en', 'one\n\n two', 'one\n\ntwo'],
    ['ko', '안녕하세요 ,  여러분 .', '안녕하세요, 여러분.'],
    [
      'fr',
      'Vraiment ? « Oui » : à 12:30, https://a.fr !',
      'Vraiment\u202f? «\u202fOui\u202f»\u202f: à 12:30, https://a.fr\u202f!',
    ],
    ['fr', 'Vraiment? Oui\u00a0!', 'Vraiment? Oui\u202f!'],
    ['de', 'Gut ,  danke !', 'Gut, danke!'],
  ])('%s: %s', (language, text, expected) => expect(normaliseTypography(text, language)).toBe(expected));
});

describe('normaliseTypography: always', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...'中文字ひカー々a1Z9 \n,.;:!?()"“”‘’「」『』…—-–，。！？；：（）、%$`·＋１«»\u00a0\u202f\u3000\ue001',
    ),
    fc.constantFrom('GPT-5.2', '12:30', 'https://a.b/c,d', 'Dr.', '...', '--', '한국'),
    fc.string({ maxLength: 3 }),
  );
  const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(''));
  const language = fc.constantFrom('zh-CN', 'zh-TW', 'ja', 'ko', 'en', 'fr', 'de');

  it('is idempotent', () => {
    fc.assert(
      fc.property(text, language, (value, tag) => {
        const once = normaliseTypography(value, tag);
        expect(normaliseTypography(once, tag)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps every letter and digit in its place', () => {
    fc.assert(
      fc.property(text, language, (value, tag) => {
        expect(letters(normaliseTypography(value, tag))).toBe(letters(value));
      }),
      { numRuns: 3000 },
    );
  });

  it('keeps whole Latin words and numbers whole', () => {
    const word = fc.constantFrom(
      'OpenAI',
      'GPT-5.2',
      '1,000',
      '3.14',
      '12:30',
      'f(x)',
      'a@b.co',
      '中文',
      '，',
      ' ',
      '。',
    );
    const words = (s: string): string => (s.match(/OpenAI|GPT-5\.2|1,000|3\.14|12:30|a@b\.co/g) ?? []).join(' ');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (parts) => {
        const value = parts.join(' ');
        expect(words(normaliseTypography(value, 'zh-CN'))).toBe(words(value));
      }),
    );
  });

  it('takes linear time on hostile input', () => {
    for (const char of ['(', '"', '“', '.', ',', ' ', '—', '…', '`', '中(', '中"']) {
      expect(normaliseTypography(`中${char.repeat(20_000)}文`, 'zh-CN').length).toBeGreaterThan(0);
    }
  });
});
