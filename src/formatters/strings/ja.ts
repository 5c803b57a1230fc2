import type { Catalogue } from './catalogue.ts';
import { numberFormat } from './counted.ts';

const number = numberFormat('ja');

const tryMinutes = '数分後にもう一度お試しください。';
const tryLater = '1 時間ほどしてから、もう一度お試しください。';
const operatorLog = '詳細は、運用担当者がログで確認できます。';
const noRetry = '自動での再試行は行いません。';
const sendAgain = 'リンクをもう一度送ると再試行します。';

/** Japanese. */
export const ja: Catalogue = {
  locale: 'ja',
  punctuation: {
    colon: '：',
    factColon: '：',
    comma: '、',
    quotes: ['「', '」'],
    brackets: ['（', '）'],
    sentenceGap: '',
    dates: 'locale',
  },
  document: {
    videoFacts: '動画情報',
    feed: 'チャンネル',
    published: '公開日',
    duration: '長さ',
    link: 'リンク',
    originalTitle: '原題',
    captions: '字幕',
    captionKinds: { manual: '手動で作成', auto: '自動生成', file: '字幕ファイル' },
    tldr: 'TL;DR',
    chapters: 'チャプター一覧',
    chapterColumns: ['時間', 'チャプター', '一文要約'],
    arguments: '主な論点',
    argumentContent: '内容',
    argumentConcepts: 'キーワード',
    argumentImplication: '実践上の意味',
    companies: '登場する企業・製品',
    companyColumns: ['名称', '文脈', '重要度'],
    quotes: '印象的な発言',
    quotesCounted: () => '印象的な発言',
    people: '主な人物',
    personIdentity: '肩書き',
    personBackground: '背景',
    personViews: '主な見解',
    videoType: '動画の種類',
    translation: '全文翻訳',
    transcript: '全文書き起こし',
    generatedAt: '作成日時',
    generatedBy: (by) => `${by} により作成`,
  },
  marks: {
    notFromVideo: '動画外の情報',
    translatedByAi: 'AI による翻訳',
    doubtful: '訳に疑問あり',
    untranslated: '未翻訳',
    extractive: '言語モデル不使用',
  },
  notices: {
    extractive:
      '抜粋版：言語モデルを使わずに作成しました。文はすべて話者自身の言葉から自動で選んだもので、要約も翻訳もしていません。',
    truncated: (until, total) =>
      until === null
        ? 'この動画の字幕には抜けがあり、その部分はここにも含まれていません。'
        : `字幕は ${until} まで（全体は ${total}）です。それ以降の内容は含まれていません。`,
    missing: {
      outline: '今回は TL;DR とチャプターを作成できませんでした。ほかの部分はそろっています。',
      analysis: '今回は論点、企業・製品、発言、人物を作成できませんでした。ほかの部分はそろっています。',
      translation: '今回は全文翻訳を作成できませんでした。ほかの部分はそろっています。',
    },
  },
  videoTypes: {
    interview: 'インタビュー',
    panel: 'パネルディスカッション',
    lecture: '講義',
    presentation: 'プレゼンテーション',
    tutorial: 'チュートリアル',
    news: 'ニュース',
    review: 'レビュー',
    documentary: 'ドキュメンタリー',
    vlog: 'Vlog',
    demo: 'デモ',
    other: 'その他',
  },
  importance: { 3: '中心的', 2: '話題の一つ', 1: '言及のみ' },
  counts: {
    time: (covered, total) => `${covered} / ${total}`,
    covered: (covered, total) => `${covered} / ${total} を収録`,
    lines: (covered, total) => `${number(covered)} / ${number(total)} 行`,
    chapters: (count) => `${number(count)} チャプター`,
  },
  chat: {
    readInFull: '全文を読む',
    transcript: '書き起こし',
    postHere: (count) => `ここに投稿（${number(count)} 件）`,
    anotherLanguage: '別の言語',
    download: 'ダウンロード',
    digestAgain: '作り直す',
    remove: '削除',
    readChapter: 'チャプターを読む…',
    original: '原文',
    translation: '翻訳',
    modes: { auto: 'すべてのリンク', react: '誰かがリアクションしたとき', off: 'コマンドのときだけ' },
    details: '論点、企業、発言、人物',
    fullText: '全文',
    fullTextPart: (part, first, last) =>
      `全文${part === '' ? '' : ` ${part}`}：チャプター ${first === last ? first : `${first}～${last}`}`,
    moreChapters: (count) => `ほか ${number(count)} チャプター`,
    outlining: '内容を読んでいます',
    translating: (done, total) => `翻訳中：${number(total)} チャプター中 ${number(done)} まで完了`,
    digestedOn: (date) => `${date}にまとめました`,
    thread: 'スレッド',
    welcome: {
      what: 'ここに YouTube のリンクを投稿すると、スレッドで TL;DR、チャプター、全文翻訳をお返しします。翻訳は開くまで折りたたまれています。',
      language: (language) => `${language}でまとめます。`,
      quieter: (how) => `多すぎると感じたら、「${how}」で、頼まれたときだけ応答するように変更できます。`,
      privacy: '動画の字幕は、要約と翻訳のため Anthropic に送信されます。皆さんのメッセージは保存しません。',
    },
  },
  budget: {
    total: 'AI を使わずに作成しました。運用担当者が全体に設けている 1 日の上限の残りが、この動画に足りません。',
    day: (limit, estimate) =>
      `AI を使わずに作成しました。今日の予算 ${limit} の残りが、この動画（約 ${estimate}）に足りません。`,
    channel: (limit, estimate) =>
      `AI を使わずに作成しました。このチャンネルの 1 か月の予算 ${limit} の残りが、この動画（約 ${estimate}）に足りません。`,
    video: (limit, estimate) =>
      `AI を使わずに作成しました。この動画には約 ${estimate} かかる見込みで、1 本あたりの上限 ${limit} を超えます。`,
    person: (count) => `AI を使わずに作成しました。1 人が 1 時間に依頼できる ${count} 件を使い切りました。`,
    resets: (at) => `${at} からまた使えます。`,
    spendAnyway: 'それでも AI を使う',
  },
  failures: {
    nextTry: (at) => `次は ${at} に再試行し、結果をここに投稿します。`,
    situations: {
      'video-unavailable': {
        cause: 'YouTube によると、この動画は視聴できません。',
        next: '視聴できるようになったら、リンクをもう一度送ってください。',
      },
      'video-private': {
        cause: 'この動画は非公開のため、読み取れません。',
        next: '公開または限定公開になったら、リンクをもう一度送ってください。',
      },
      'members-only': {
        cause: 'この動画はチャンネルのメンバー限定のため、読み取れません。',
        next: '誰でも視聴できるようになったら、リンクをもう一度送ってください。',
      },
      'age-restricted': {
        cause: 'この動画は YouTube へのログインと年齢確認が必要ですが、私にはアカウントがありません。',
        next: noRetry,
      },
      'country-blocked': { cause: 'この動画は、サーバーのある国では視聴できません。', next: noRetry },
      'video-unplayable': {
        cause: 'この動画は YouTube で再生できません。',
        next: '再生できるようになったら、リンクをもう一度送ってください。',
      },
      'live-now': {
        cause: 'まだ配信中です。',
        next: '配信が終わって字幕が付いたら（通常は数時間以内）、リンクをもう一度送ってください。',
        waiting: '字幕が付いたらまとめます。通常は数時間以内です。',
      },
      upcoming: {
        cause: 'この動画はまだ始まっていません。',
        next: '終わってから、リンクをもう一度送ってください。',
        waiting: '終わって字幕が付いたらまとめます。',
      },
      'just-ended': {
        cause: '配信が終わったばかりで、YouTube が字幕を準備中です。',
        next: '数時間後に、リンクをもう一度送ってください。',
        waiting: '字幕が付いたらまとめます。通常は数時間以内です。',
      },
      'captions-none': {
        cause: 'この動画には字幕がないため、読み取れません。',
        next: '字幕が追加されたら、リンクをもう一度送ってください。',
      },
      'captions-gated': { cause: '字幕はありますが、今は YouTube から取得できません。', next: tryLater },
      'hardly-any-speech': {
        cause: 'この動画ではほとんど誰も話しておらず、まとめる内容がありません。',
        next: '今回はまとめません。',
      },
      'youtube-blocked': {
        cause: 'YouTube がこのサーバーからのアクセスを拒否しています。動画に問題はありません。',
        next: tryLater,
      },
      'youtube-consent': { cause: 'YouTube が動画の代わりに同意画面を返しています。', next: tryLater },
      'youtube-unreachable': { cause: '今は YouTube に接続できません。', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'YouTube からの応答を読み取れませんでした。',
        next: `更新が必要かもしれません。${operatorLog}`,
      },
      'link-invalid': {
        cause: 'このリンクには YouTube の動画が見当たりません。',
        next: '動画 1 本のリンクか、11 文字の動画 ID を送ってください。',
      },
      'captions-invalid': {
        cause: 'この字幕ファイルは読み取れません。',
        next: 'SRT、WebVTT、YouTube の形式（json3、srv1、srv3）に対応しています。',
      },
      'language-invalid': { cause: 'この言語を認識できません。', next: 'en、zh-CN、pt-BR のように指定してください。' },
      'model-auth': {
        cause: '言語モデルがこの環境のキーを受け付けません。',
        next: '運用担当者が有効なキーを設定したら、リンクをもう一度送ってください。',
      },
      'model-credit': {
        cause: '言語モデルの利用残高がなくなりました。',
        next: '運用担当者がチャージしたら、リンクをもう一度送ってください。',
      },
      'model-unknown': {
        cause: '設定されている言語モデルが存在しません。',
        next: '運用担当者が別のモデルを選んだら、リンクをもう一度送ってください。',
      },
      'model-request': { cause: '言語モデルがリクエストを受け付けませんでした。', next: operatorLog },
      'model-overloaded': { cause: '今は言語モデルが混み合っています。', next: tryMinutes },
      'model-timeout': { cause: '言語モデルの応答に時間がかかりすぎました。', next: tryMinutes },
      'model-unreachable': { cause: '今は言語モデルに接続できません。', next: tryMinutes },
      'model-refused': { cause: '言語モデルがこの動画の処理を断りました。', next: noRetry },
      'model-truncated': { cause: '言語モデルの応答が途中で切れました。', next: sendAgain },
      'model-answer': { cause: '言語モデルの応答が使えない内容でした。', next: sendAgain },
      'chat-refused': {
        cause: 'ここに投稿する権限がありません。',
        next: '管理者が私の権限を確認できます。',
      },
      'store-failed': { cause: '結果を保存できませんでした。', next: tryMinutes },
      'config-invalid': {
        cause: '設定が正しくありません。',
        next: '各設定の説明は .env.example にあります。運用担当者にお知らせください。',
      },
      cancelled: { cause: '完了前に中止されました。', next: 'やり直すには、リンクをもう一度送ってください。' },
      internal: { cause: 'こちらで問題が起きました。', next: `${operatorLog}${sendAgain}` },
    },
  },
};
