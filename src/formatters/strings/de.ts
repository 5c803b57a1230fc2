import type { Catalogue } from './catalogue.ts';
import { counted, numberFormat } from './counted.ts';

const number = numberFormat('de');
const chapters = counted('de', { one: 'Kapitel', other: 'Kapitel' });
const messages = counted('de', { one: 'Nachricht', other: 'Nachrichten' });
const chaptersDative = counted('de', { one: 'Kapitel', other: 'Kapiteln' });
const linesDative = counted('de', { one: 'Zeile', other: 'Zeilen' });

const tryMinutes = 'Bitte versuch es in ein paar Minuten noch einmal.';
const tryLater = 'Bitte versuch es in etwa einer Stunde noch einmal.';
const operatorLog = 'Wer mich betreibt, findet Näheres im Protokoll.';
const noRetry = 'Von selbst versuche ich es nicht noch einmal.';
const sendAgain = 'Schick den Link noch einmal, dann versuche ich es erneut.';

/** German. */
export const de: Catalogue = {
  locale: 'de',
  punctuation: {
    colon: ': ',
    factColon: ': ',
    comma: ', ',
    quotes: ['„', '“'],
    brackets: [' (', ')'],
    sentenceGap: ' ',
    dates: 'locale',
  },
  document: {
    videoFacts: 'Video',
    feed: 'Kanal',
    published: 'Veröffentlicht',
    duration: 'Länge',
    link: 'Link',
    originalTitle: 'Originaltitel',
    captions: 'Untertitel',
    captionKinds: { manual: 'von Menschen erstellt', auto: 'automatisch', file: 'aus einer Datei' },
    tldr: 'TL;DR',
    chapters: 'Kapitel',
    chapterColumns: ['Zeit', 'Kapitel', 'In einem Satz'],
    arguments: 'Kernaussagen',
    argumentContent: 'Inhalt',
    argumentConcepts: 'Schlüsselbegriffe',
    argumentImplication: 'Praktische Bedeutung',
    companies: 'Firmen und Produkte',
    companyColumns: ['Name', 'Zusammenhang', 'Stellenwert'],
    quotes: 'Zitate',
    quotesCounted: () => 'Zitate',
    people: 'Personen',
    personIdentity: 'Wer',
    personBackground: 'Hintergrund',
    personViews: 'Ansichten',
    videoType: 'Art des Videos',
    translation: 'Vollständige Übersetzung',
    transcript: 'Vollständiges Transkript',
    generatedAt: 'Erstellt am',
    generatedBy: (by) => `Erstellt mit ${by}`,
  },
  marks: {
    notFromVideo: 'Nicht aus dem Video',
    translatedByAi: 'von KI übersetzt',
    doubtful: 'Übersetzung zweifelhaft',
    untranslated: 'nicht übersetzt',
    extractive: 'ohne Sprachmodell erstellt',
  },
  notices: {
    extractive:
      'Auszug: ohne Sprachmodell erstellt. Die Sätze stammen wörtlich aus dem Video und wurden automatisch ausgewählt; nichts ist zusammengefasst oder übersetzt.',
    truncated: (until, total) =>
      until === null
        ? 'Die Untertitel dieses Videos haben Lücken. Was in ihnen fehlt, fehlt auch hier.'
        : `Die Untertitel enden bei ${until} von ${total}. Was danach kommt, fehlt hier.`,
    missing: {
      outline: 'TL;DR und Kapitel ließen sich diesmal nicht erstellen; der Rest ist vollständig.',
      analysis:
        'Kernaussagen, Firmen, Zitate und Personen ließen sich diesmal nicht erstellen; der Rest ist vollständig.',
      translation: 'Die vollständige Übersetzung ließ sich diesmal nicht erstellen; der Rest ist vollständig.',
    },
  },
  videoTypes: {
    interview: 'Interview',
    panel: 'Podiumsdiskussion',
    lecture: 'Vorlesung',
    presentation: 'Vortrag',
    tutorial: 'Anleitung',
    news: 'Nachrichten',
    review: 'Review',
    documentary: 'Dokumentation',
    vlog: 'Vlog',
    demo: 'Vorführung',
    other: 'Sonstiges',
  },
  importance: { 3: 'zentral', 2: 'besprochen', 1: 'erwähnt' },
  counts: {
    time: (covered, total) => `${covered} von ${total}`,
    covered: (covered, total) => `${covered} von ${total} erfasst`,
    lines: (covered, total) => `${number(covered)} von ${linesDative(total)}`,
    chapters,
  },
  chat: {
    readInFull: 'Vollständig lesen',
    transcript: 'Transkript',
    postHere: (count) => `Hier posten (${messages(count)})`,
    anotherLanguage: 'Andere Sprache',
    download: 'Herunterladen',
    digestAgain: 'Neu erstellen',
    remove: 'Entfernen',
    readChapter: 'Ein Kapitel lesen …',
    original: 'Original',
    translation: 'Übersetzung',
    modes: { auto: 'Bei jedem Link', react: 'Wenn jemand reagiert', off: 'Nur auf Befehl' },
    details: 'Kernaussagen, Firmen, Zitate, Personen',
    fullText: 'Volltext',
    fullTextPart: (part, first, last) =>
      `Volltext${part === '' ? '' : ` ${part}`}: Kapitel ${first === last ? first : `${first}-${last}`}`,
    moreChapters: (count) => `${number(count)} weitere Kapitel`.replace(/^1 weitere /u, '1 weiteres '),
    outlining: 'lese das Video',
    translating: (done, total) => `übersetze: ${number(done)} von ${chaptersDative(total)}`,
    digestedOn: (date) => `Zusammengefasst am ${date}`,
    thread: 'Thread',
    welcome: {
      what: 'Postet hier einen YouTube-Link, und ich antworte in seinem Thread: ein TL;DR, die Kapitel und die vollständige Übersetzung, eingeklappt, bis ihr sie öffnet.',
      language: (language) => `Ich schreibe auf ${language}.`,
      quieter: (how) => `Zu viel? Mit „${how}“ stellt ihr ein, dass ich nur noch auf Nachfrage antworte.`,
      privacy:
        'Die Untertitel eines Videos gehen an Anthropic, um zusammengefasst und übersetzt zu werden. Eure Nachrichten speichere ich nicht.',
    },
  },
  budget: {
    total:
      'Ohne KI erstellt: Wer mich betreibt, hat ein Tageslimit für alle gesetzt; für dieses Video reicht es nicht mehr.',
    day: (limit, estimate) =>
      `Ohne KI erstellt: Das heutige Budget von ${limit} reicht für dieses Video (etwa ${estimate}) nicht mehr.`,
    channel: (limit, estimate) =>
      `Ohne KI erstellt: Das Monatsbudget dieses Kanals von ${limit} reicht für dieses Video (etwa ${estimate}) nicht mehr.`,
    video: (limit, estimate) =>
      `Ohne KI erstellt: Dieses Video würde etwa ${estimate} kosten, erlaubt sind pro Video höchstens ${limit}.`,
    person: (count) =>
      `Ohne KI erstellt: Pro Person sind ${count} Videos in der Stunde möglich, und die sind aufgebraucht.`,
    resets: (at) => `Wieder möglich ab: ${at}.`,
    spendAnyway: 'Trotzdem KI nutzen',
  },
  failures: {
    nextTry: (at) => `Nächster Versuch: ${at}; ich melde mich hier.`,
    situations: {
      'video-unavailable': {
        cause: 'YouTube meldet, dass dieses Video nicht verfügbar ist.',
        next: 'Wenn es wieder da ist, schick den Link noch einmal.',
      },
      'video-private': {
        cause: 'Dieses Video ist privat, deshalb kann ich es nicht lesen.',
        next: 'Sobald es öffentlich oder nicht gelistet ist, schick den Link noch einmal.',
      },
      'members-only': {
        cause: 'Dieses Video ist nur für Kanalmitglieder, deshalb kann ich es nicht lesen.',
        next: 'Sobald es für alle zugänglich ist, schick den Link noch einmal.',
      },
      'age-restricted': {
        cause: 'YouTube verlangt für dieses Video eine Anmeldung mit Altersnachweis, und ich habe kein Konto.',
        next: noRetry,
      },
      'country-blocked': { cause: 'Dieses Video ist im Land meines Servers nicht zu sehen.', next: noRetry },
      'video-unplayable': {
        cause: 'YouTube spielt dieses Video nicht ab.',
        next: 'Wenn es später läuft, schick den Link noch einmal.',
      },
      'live-now': {
        cause: 'Der Livestream läuft noch.',
        next: 'Schick den Link noch einmal, sobald es Untertitel gibt, meist einige Stunden nach dem Ende.',
        waiting: 'Ich fasse ihn zusammen, sobald Untertitel da sind, meist nach ein paar Stunden.',
      },
      upcoming: {
        cause: 'Dieses Video hat noch nicht begonnen.',
        next: 'Schick den Link noch einmal, wenn es gelaufen ist.',
        waiting: 'Ich fasse es zusammen, wenn es gelaufen ist und Untertitel da sind.',
      },
      'just-ended': {
        cause: 'Der Livestream ist gerade zu Ende, YouTube bereitet die Untertitel noch vor.',
        next: 'Schick den Link in ein paar Stunden noch einmal.',
        waiting: 'Ich fasse ihn zusammen, sobald sie da sind, meist nach ein paar Stunden.',
      },
      'captions-none': {
        cause: 'Dieses Video hat keine Untertitel, deshalb kann ich es nicht lesen.',
        next: 'Wenn welche hinzukommen, schick den Link noch einmal.',
      },
      'captions-gated': {
        cause: 'Dieses Video hat Untertitel, aber YouTube gibt sie gerade nicht heraus.',
        next: tryLater,
      },
      'hardly-any-speech': {
        cause: 'In diesem Video wird kaum gesprochen, es gibt also nichts zusammenzufassen.',
        next: 'Ich belasse es dabei.',
      },
      'youtube-blocked': { cause: 'YouTube weist diesen Server ab, nicht dein Video.', next: tryLater },
      'youtube-consent': {
        cause: 'YouTube zeigt diesem Server eine Einwilligungsseite statt des Videos.',
        next: tryLater,
      },
      'youtube-unreachable': { cause: 'YouTube ist gerade nicht erreichbar.', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'YouTube hat auf eine Weise geantwortet, die ich noch nicht verstehe.',
        next: `Vielleicht brauche ich ein Update. ${operatorLog}`,
      },
      'link-invalid': {
        cause: 'In diesem Link finde ich kein YouTube-Video.',
        next: 'Schick den Link zu einem einzelnen Video oder die 11 Zeichen seiner ID.',
      },
      'captions-invalid': {
        cause: 'Diese Untertiteldatei kann ich nicht lesen.',
        next: 'Möglich sind SRT, WebVTT und die Formate von YouTube (json3, srv1, srv3).',
      },
      'language-invalid': { cause: 'Diese Sprache kenne ich nicht.', next: 'Möglich sind etwa en, zh-CN und pt-BR.' },
      'model-auth': {
        cause: 'Das Sprachmodell nimmt den Schlüssel dieser Installation nicht an.',
        next: 'Wer mich betreibt, muss einen gültigen eintragen; schick den Link danach noch einmal.',
      },
      'model-credit': {
        cause: 'Das Guthaben für das Sprachmodell ist aufgebraucht.',
        next: 'Wer mich betreibt, muss es aufladen; schick den Link danach noch einmal.',
      },
      'model-unknown': {
        cause: 'Das für mich eingestellte Sprachmodell gibt es nicht.',
        next: 'Wer mich betreibt, muss ein anderes wählen; schick den Link danach noch einmal.',
      },
      'model-request': { cause: 'Das Sprachmodell hat meine Anfrage nicht angenommen.', next: operatorLog },
      'model-overloaded': { cause: 'Das Sprachmodell ist gerade überlastet.', next: tryMinutes },
      'model-timeout': { cause: 'Das Sprachmodell hat zu lange gebraucht.', next: tryMinutes },
      'model-unreachable': { cause: 'Das Sprachmodell ist gerade nicht erreichbar.', next: tryMinutes },
      'model-refused': { cause: 'Das Sprachmodell hat dieses Video abgelehnt.', next: noRetry },
      'model-truncated': { cause: 'Die Antwort des Sprachmodells brach vor dem Ende ab.', next: sendAgain },
      'model-answer': { cause: 'Die Antwort des Sprachmodells war nicht zu gebrauchen.', next: sendAgain },
      'chat-refused': {
        cause: 'Das darf ich hier nicht posten.',
        next: 'Ein Admin kann meine Berechtigungen prüfen.',
      },
      'store-failed': { cause: 'Ich konnte meine Arbeit nicht speichern.', next: tryMinutes },
      'config-invalid': {
        cause: 'Ich bin nicht richtig eingerichtet.',
        next: 'Wer mich betreibt, findet jede Einstellung in .env.example erklärt.',
      },
      cancelled: { cause: 'Vorzeitig abgebrochen.', next: 'Schick den Link noch einmal, um neu zu beginnen.' },
      internal: { cause: 'Bei mir ist etwas schiefgegangen.', next: `${operatorLog} ${sendAgain}` },
    },
  },
};
