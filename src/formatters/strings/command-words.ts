/** A command or one of its options, as people type and read it. */
export interface CommandWord {
  /** One word in lower case: letters, digits, `-` and `_`. */
  readonly name: string;
  /** A sentence without a full stop, at most 100 characters. */
  readonly description: string;
}

/** Every word of the commands in one language. Unlike `Catalogue` these are names that programs check, not prose. */
export interface CommandWords {
  /** What the command as a whole does. */
  readonly digest: string;
  readonly video: CommandWord;
  readonly url: CommandWord;
  readonly language: CommandWord;
  readonly private: CommandWord;
  readonly settings: CommandWord;
  readonly setLanguage: CommandWord;
  readonly mode: CommandWord;
  readonly usage: CommandWord;
  readonly help: CommandWord;
  /** Name of the command in a message's own menu, at most 32 characters. */
  readonly digestThis: string;
}

/** Name and description of one word. */
type Pair = readonly [name: string, description: string];

function words(
  digest: string,
  digestThis: string,
  [video, url, language, hidden, settings, setLanguage, mode, usage, help]: readonly [
    video: Pair,
    url: Pair,
    language: Pair,
    hidden: Pair,
    settings: Pair,
    setLanguage: Pair,
    mode: Pair,
    usage: Pair,
    help: Pair,
  ],
): CommandWords {
  const word = ([name, description]: Pair): CommandWord => ({ name, description });
  return {
    digest,
    digestThis,
    video: word(video),
    url: word(url),
    language: word(language),
    private: word(hidden),
    settings: word(settings),
    setLanguage: word(setLanguage),
    mode: word(mode),
    usage: word(usage),
    help: word(help),
  };
}

/** By written language, as `writtenLanguage` names it: the same languages as the catalogues. */
export const commandWords: Readonly<Record<string, CommandWords>> = {
  en: words('Digests of YouTube videos', 'Digest this video', [
    ['video', 'Digest a YouTube video'],
    ['url', 'Link to the video'],
    ['language', 'Language of the digest'],
    ['private', 'Show it only to you'],
    ['settings', 'See and change what I do in this channel'],
    ['language', 'Choose the language of digests in this channel'],
    ['mode', 'Choose which links I answer in this channel'],
    ['usage', 'See what digests have cost'],
    ['help', 'See what I can do'],
  ]),
  'zh-Hans': words('整理 YouTube 视频', '整理这个视频', [
    ['视频', '整理一个 YouTube 视频'],
    ['链接', '视频链接'],
    ['语言', '整理所用的语言'],
    ['仅自己', '只显示给自己看'],
    ['设置', '查看和更改我在这个频道里的设置'],
    ['语言', '选择这个频道的整理语言'],
    ['模式', '选择我在这个频道里回应哪些链接'],
    ['用量', '查看整理所花的费用'],
    ['帮助', '看看我能做什么'],
  ]),
  'zh-Hant': words('整理 YouTube 影片', '整理這部影片', [
    ['影片', '整理一部 YouTube 影片'],
    ['連結', '影片連結'],
    ['語言', '整理所用的語言'],
    ['僅自己', '只顯示給自己看'],
    ['設定', '檢視和變更我在這個頻道裡的設定'],
    ['語言', '選擇這個頻道的整理語言'],
    ['模式', '選擇我在這個頻道裡回應哪些連結'],
    ['用量', '檢視整理所花的費用'],
    ['說明', '看看我能做什麼'],
  ]),
  ja: words('YouTube 動画のまとめ', 'この動画をまとめる', [
    ['動画', 'YouTube 動画をまとめる'],
    ['リンク', '動画のリンク'],
    ['言語', 'まとめの言語'],
    ['自分だけ', '自分だけに表示する'],
    ['設定', 'このチャンネルでの動作を確認・変更する'],
    ['言語', 'このチャンネルのまとめの言語を選ぶ'],
    ['モード', 'このチャンネルでどのリンクに応答するかを選ぶ'],
    ['使用量', 'まとめにかかった費用を見る'],
    ['ヘルプ', 'できることを見る'],
  ]),
  ko: words('YouTube 영상 정리', '이 영상 정리하기', [
    ['영상', 'YouTube 영상을 정리해요'],
    ['링크', '영상 링크'],
    ['언어', '정리할 언어'],
    ['나만', '나에게만 보여요'],
    ['설정', '이 채널에서의 동작을 보고 바꿔요'],
    ['언어', '이 채널의 정리 언어를 골라요'],
    ['모드', '이 채널에서 어떤 링크에 답할지 골라요'],
    ['사용량', '정리에 든 비용을 봐요'],
    ['도움말', '할 수 있는 일을 봐요'],
  ]),
  es: words('Resúmenes de vídeos de YouTube', 'Resumir este vídeo', [
    ['vídeo', 'Resumir un vídeo de YouTube'],
    ['enlace', 'Enlace al vídeo'],
    ['idioma', 'Idioma del resumen'],
    ['privado', 'Mostrártelo solo a ti'],
    ['ajustes', 'Ver y cambiar lo que hago en este canal'],
    ['idioma', 'Elegir el idioma de los resúmenes en este canal'],
    ['modo', 'Elegir a qué enlaces respondo en este canal'],
    ['consumo', 'Ver lo que han costado los resúmenes'],
    ['ayuda', 'Ver lo que puedo hacer'],
  ]),
  fr: words('Résumés de vidéos YouTube', 'Résumer cette vidéo', [
    ['vidéo', 'Résumer une vidéo YouTube'],
    ['lien', 'Lien vers la vidéo'],
    ['langue', 'Langue du résumé'],
    ['privé', 'Ne l’afficher que pour vous'],
    ['réglages', 'Voir et changer ce que je fais dans ce salon'],
    ['langue', 'Choisir la langue des résumés dans ce salon'],
    ['mode', 'Choisir les liens auxquels je réponds dans ce salon'],
    ['consommation', 'Voir ce que les résumés ont coûté'],
    ['aide', 'Voir ce que je sais faire'],
  ]),
  de: words('Zusammenfassungen von YouTube-Videos', 'Dieses Video zusammenfassen', [
    ['video', 'Ein YouTube-Video zusammenfassen'],
    ['link', 'Link zum Video'],
    ['sprache', 'Sprache der Zusammenfassung'],
    ['privat', 'Nur dir anzeigen'],
    ['einstellungen', 'Ansehen und ändern, was ich in diesem Kanal tue'],
    ['sprache', 'Sprache der Zusammenfassungen in diesem Kanal wählen'],
    ['modus', 'Wählen, auf welche Links ich in diesem Kanal antworte'],
    ['verbrauch', 'Ansehen, was Zusammenfassungen gekostet haben'],
    ['hilfe', 'Ansehen, was ich kann'],
  ]),
  pt: words('Resumos de vídeos do YouTube', 'Resumir este vídeo', [
    ['vídeo', 'Resumir um vídeo do YouTube'],
    ['link', 'Link do vídeo'],
    ['idioma', 'Idioma do resumo'],
    ['privado', 'Mostrar só para você'],
    ['ajustes', 'Ver e mudar o que faço neste canal'],
    ['idioma', 'Escolher o idioma dos resumos neste canal'],
    ['modo', 'Escolher a quais links respondo neste canal'],
    ['consumo', 'Ver quanto os resumos custaram'],
    ['ajuda', 'Ver o que sei fazer'],
  ]),
};
