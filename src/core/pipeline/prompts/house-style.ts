import { languageName, writtenLanguage } from '../../domain/language.ts';

/** `Simplified Chinese (zh-CN)`: how a prompt names the target language. */
export function promptLanguageName(tag: string): string {
  const written = writtenLanguage(tag);
  return `${languageName(written.startsWith('zh') ? written : tag, 'en')} (${tag})`;
}

/**
 * How text reads well in a language, as one paragraph of a prompt. Punctuation is also mended in code; what stands here
 * is what code cannot mend.
 */
export function houseStyle(tag: string): string {
  return styles[writtenLanguage(tag)] ?? 'Natural, idiomatic prose as a native speaker would write it.';
}

const styles: Readonly<Record<string, string>> = {
  'zh-Hans':
    '自然的中文，不要翻译腔：少用“被”“一个”“进行”，按中文语序重组句子；嘉宾之间用“你”；标点用全角。公司和产品保留拉丁原名（OpenAI、Slack）；人名音译，长式写作“山姆·奥特曼（Sam Altman）”，短式全文统一（奥特曼）。数字照原值换算（100 billion = 1000 亿）。',
  'zh-Hant':
    '自然的臺灣中文，用臺灣的說法（軟體、影片、資料庫、網路），不只是簡轉繁；少用「被」「一個」；標點用全形，引號用「」。公司和產品保留拉丁原名；人名的長式寫作「山姆·奧特曼（Sam Altman）」，短式全文統一（奧特曼）。數字照原值換算（100 billion = 1000 億）。',
  ja: '自然な日本語。直訳調を避ける。話された言葉（訳文と引用）は「です・ます」、要約・章の説明・論点などの地の文は「だ・である」で統一。句読点は全角。会社名・製品名は通用の表記、人名はカタカナ（長い形は「サム・アルトマン（Sam Altman）」、短い形は全体で統一）。数は値どおり、桁区切りなしの算用数字と万・億で（100 billion = 1000億、24,000 = 2万4000）、「一つ」「二人」などは漢数字。',
  ko: '자연스러운 한국어. 대화는 해요체로 통일하고 번역투를 피한다. 회사와 제품은 통용되는 표기를, 인명은 한글로 쓴다(긴 형태는 ‘샘 올트먼(Sam Altman)’, 짧은 형태는 하나로 통일). 숫자는 값 그대로 옮긴다(100 billion = 1000억).',
  de: 'Natürliches Deutsch, kein Übersetzungsdeutsch. Du oder Sie nach dem Verhältnis der Sprecher, einmal gewählt und beibehalten. Zahlen mit ihrem Wert (100 billion = 100 Milliarden).',
  fr: 'Un français naturel, sans calques. Tutoiement ou vouvoiement selon la relation des locuteurs, choisi une fois. Les nombres gardent leur valeur (100 billion = 100 milliards).',
  es: 'Español natural, sin calcos. Tú o usted según la relación de los hablantes, elegido una sola vez. Los números conservan su valor (100 billion = 100 000 millones).',
  pt: 'Português natural, sem decalques. Um só tratamento em todo o vídeo. Os números conservam o valor (100 billion = 100 bilhões no Brasil).',
  en: 'Natural English as a good speaker would put it in writing, not a word-for-word rendering.',
};
