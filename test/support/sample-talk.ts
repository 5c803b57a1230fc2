/** A passage of the made-up talk: its caption lines, and its turns in Chinese. `>>` opens a line with a new speaker. */
export interface TalkPassage {
  readonly lines: readonly string[];
  readonly turns: readonly { readonly speaker: string | null; readonly text: string }[];
}

/** A chapter of the made-up talk. */
export interface TalkChapter {
  readonly title: string;
  readonly gist: string;
  readonly passages: readonly TalkPassage[];
}

/** A made-up interview of about six minutes, host `s1` and guest `s2`, with its Chinese translation. */
export const sampleTalk: readonly TalkChapter[] = [
  {
    title: '小项目为什么活得更久',
    gist: '开场介绍嘉宾，并提出本期的核心问题：为什么小型库往往比大型框架更长寿。',
    passages: [
      {
        lines: [
          '>> Welcome back to Harbor Notes, I am Maya Lindqvist.',
          'Today we ask why some tiny libraries outlive the frameworks that once swallowed them.',
          'With me is Tomas Okafor, who has maintained Fernlight for eleven years.',
          '>> Thanks, Maya, it is a joy to be here.',
          '>> Eleven years is longer than most startups live.',
          'How many people depend on it today?',
        ],
        turns: [
          {
            speaker: 's1',
            text: '欢迎回到 Harbor Notes，我是玛雅·林奎斯特。今天我们要问：为什么有些极小的库，反而比曾经吞掉它们的框架活得更久？今天的嘉宾是托马斯·奥卡福，他维护 Fernlight 已经 11 年了。',
          },
          { speaker: 's2', text: '谢谢你，玛雅，很高兴来到这里。' },
          { speaker: 's1', text: '11 年，比大多数创业公司活得都长。今天有多少人依赖它？' },
        ],
      },
      {
        lines: [
          '>> About 40,000 projects, most of them through something else.',
          'They never chose me, they chose a tool that chose me.',
          'So a release of mine is a promise to people I will never meet.',
          'That changes how you write code.',
          'I delete more than I add, every single year.',
          'A small thing can be finished, and finished things do not rot.',
        ],
        turns: [
          {
            speaker: 's2',
            text: '大约 40,000 个项目，其中大多数是间接依赖。他们从没选过我，他们选的是一个选了我的工具。所以我的每次发布，都是对一群素未谋面的人的承诺。',
          },
          {
            speaker: null,
            text: '这会改变你写代码的方式。我每年删掉的代码都比新增的多。小东西是可以做完的，而做完的东西不会腐烂。',
          },
        ],
      },
    ],
  },
  {
    title: '钱从哪里来',
    gist: '讨论维护者的收入：赞助、支持合同，以及 Northwind 的做法。',
    passages: [
      {
        lines: [
          '>> Let us talk about money, because everyone wants to know.',
          '>> For six years there was none.',
          'Then Northwind offered a support contract of 50,000 dollars a year.',
          'They did not want features, they wanted me to answer within two days.',
          'That one contract pays for everybody else.',
          'It is the least romantic sentence I know, and the most useful.',
        ],
        turns: [
          { speaker: 's1', text: '我们来谈谈钱吧，因为大家都想知道。' },
          {
            speaker: 's2',
            text: '前六年一分钱都没有。后来 Northwind 提出一份每年 50,000 美元的支持合同。他们不要新功能，只要我在两天之内回复。这一份合同养活了其他所有人。这是我知道的最不浪漫、也最有用的一句话。',
          },
        ],
      },
      {
        lines: [
          '>> Sponsorships never worked for you?',
          '>> GitHub Sponsors brings about 300 dollars a month.',
          'People sponsor faces, not functions.',
          'A company pays for a deadline, and that is honest.',
          '>> So you would tell a young maintainer to sell time, not code?',
          '>> I would tell them to sell certainty.',
        ],
        turns: [
          { speaker: 's1', text: '赞助对你一直不管用吗？' },
          {
            speaker: 's2',
            text: 'GitHub Sponsors 每月大约带来 300 美元。人们赞助的是面孔，不是函数。公司为截止日期付钱，这很诚实。',
          },
          { speaker: 's1', text: '所以你会告诉年轻的维护者：卖时间，别卖代码？' },
          { speaker: 's2', text: '我会告诉他们：卖确定性。' },
        ],
      },
    ],
  },
  {
    title: '如何体面地停下来',
    gist: '托马斯解释他的交接计划，以及为什么每个项目都该写好结局。',
    passages: [
      {
        lines: [
          '>> What happens to Fernlight when you stop?',
          '>> There is a file called ENDING in the repository.',
          'It names two people who hold the keys.',
          'It says when to archive, and what to tell users.',
          'Writing it took one evening and removed years of worry.',
          'Every project should write its ending while it is still happy.',
        ],
        turns: [
          { speaker: 's1', text: '如果你停下来，Fernlight 会怎么样？' },
          {
            speaker: 's2',
            text: '仓库里有一个叫 ENDING 的文件。它写明了持有密钥的两个人，写明了何时归档，以及该对用户说什么。写它只花了一个晚上，却消除了多年的担忧。每个项目都该趁还快乐的时候写好结局。',
          },
        ],
      },
      {
        lines: [
          '>> That is a lovely place to end our own conversation.',
          'Thank you, Tomas.',
          '>> Thank you for asking about the boring parts.',
          'They are the parts that last.',
          '>> This was Harbor Notes, see you in two weeks.',
        ],
        turns: [
          { speaker: 's1', text: '我们的谈话在这里收尾再合适不过了。谢谢你，托马斯。' },
          { speaker: 's2', text: '谢谢你问了那些无聊的部分。能留下来的，正是这些部分。' },
          { speaker: 's1', text: '这里是 Harbor Notes，两周后再见。' },
        ],
      },
    ],
  },
];

/** Sentences from which the text of a long digest is cut, by written language: no two say the same in other words. */
export const fillerSentences: Readonly<Record<string, readonly string[]>> = {
  'zh-Hant': [
    '第一個版本我們刻意做得很小，因為沒有人能告訴我們第二個版本該做什麼。',
    '預算是 120 萬美元，其中大部分花在了客戶永遠看不到的地方。',
    '你問十個工程師，會得到十一個答案，而第十一個往往才是實話。',
    '就在那一刻，這個專案不再是演示，而成了別人的週一早晨。',
  ],
  ja: [
    '最初の版はわざと小さくしました。次の版が何をすべきか、誰にも分からなかったからです。',
    '予算は120万ドルで、その大半は顧客が決して目にしない部分に消えました。',
    '十人の技術者に聞けば十一の答えが返ってきて、たいてい十一番目が本音です。',
    'その瞬間、この企画は見本であることをやめ、誰かの月曜の朝になりました。',
  ],
  ko: [
    '첫 번째 버전은 일부러 작게 만들었어요. 다음 버전이 무엇을 해야 할지 아무도 몰랐거든요.',
    '예산은 120만 달러였고, 대부분은 고객이 절대 보지 못하는 곳에 들어갔어요.',
    '엔지니어 열 명에게 물으면 답이 열한 개 나오고, 대개 열한 번째가 솔직한 답이에요.',
    '바로 그때 그 프로젝트는 시연이 아니라 누군가의 월요일 아침이 되었어요.',
  ],
  es: [
    'Hicimos pequeña la primera versión porque nadie sabía decirnos qué debía hacer la segunda.',
    'El presupuesto era de 1,2 millones de dólares, y casi todo fue a lo que ningún cliente ve jamás.',
    'Si preguntas a diez ingenieros, te dan once respuestas, y la undécima suele ser la sincera.',
    'En ese momento el proyecto dejó de ser una demostración y pasó a ser el lunes de alguien.',
  ],
  fr: [
    'Nous avons gardé la première version petite, car personne ne savait ce que devait faire la deuxième.',
    'Le budget était de 1,2 million de dollars, et l’essentiel est allé là où aucun client ne regarde.',
    'Demandez à dix ingénieurs, vous aurez onze réponses, et la onzième est souvent la plus honnête.',
    'C’est à ce moment que le projet a cessé d’être une démo pour devenir le lundi matin de quelqu’un.',
  ],
  de: [
    'Wir hielten die erste Fassung klein, weil uns niemand sagen konnte, was die zweite tun sollte.',
    'Das Budget betrug 1,2 Millionen Dollar, und das meiste floss in das, was kein Kunde je zu sehen bekommt.',
    'Fragst du zehn Entwickler, bekommst du elf Antworten, und die elfte ist meistens die ehrliche.',
    'In diesem Augenblick war das Projekt keine Vorführung mehr, sondern der Montagmorgen von jemandem.',
  ],
  pt: [
    'Mantivemos a primeira versão pequena porque ninguém sabia dizer o que a segunda deveria fazer.',
    'O orçamento era de 1,2 milhão de dólares, e a maior parte foi para o que nenhum cliente vê.',
    'Pergunte a dez engenheiros e terá onze respostas, e a décima primeira costuma ser a sincera.',
    'Foi aí que o projeto deixou de ser uma demonstração e virou a segunda-feira de alguém.',
  ],
  en: [
    'We kept the first version small because nobody could tell us what the second one should do.',
    'The budget was 1.2 million dollars, and most of it went into the part that no customer ever sees.',
    'If you ask ten engineers, you get eleven answers, and the eleventh is usually the honest one.',
    'That is the moment when the project stopped being a demo and became somebody’s Monday morning.',
  ],
  'zh-Hans': [
    '第一个版本我们刻意做得很小，因为没有人能告诉我们第二个版本该做什么。',
    '预算是 120 万美元，其中大部分花在了客户永远看不到的地方。',
    '你问十个工程师，会得到十一个答案，而第十一个往往才是实话。',
    '就在那一刻，这个项目不再是演示，而成了别人的周一早晨。',
  ],
};
