import type { RequestWords } from './request-words.ts';

/** In German. */
export const deRequests: RequestWords = {
  notes: {
    'no-video': 'Hier ist kein Link zu einem YouTube-Video.',
    playlist: 'Das ist der Link zu einer Playlist. Gib mir den zu einem ihrer Videos.',
    'not-in-channel': 'Ich bin nicht in diesem Kanal. Lade mich zuerst ein: /invite @Vidigest',
    'not-allowed': 'Das dürfen nur der Ersteller des Kanals und Admins ändern.',
    guest: 'Gäste aus anderen Workspaces können Zusammenfassungen lesen, aber keine bestellen und nichts einstellen.',
    'settings-saved': 'Einstellungen gespeichert.',
    'questions-later': 'Hier ist die Zusammenfassung; Fragen kann ich noch nicht beantworten.',
    removed: 'Entfernt.',
    working: 'Ich bin dabei.',
    'nothing-to-show': 'Hier gibt es nichts zu zeigen.',
    'outdated-button':
      'Dieser Knopf stammt aus einer anderen Version. Fasse das Video noch einmal zusammen, um einen neuen zu bekommen.',
    'too-late': 'Das hat mir zu lange gedauert. Bitte versuche es noch einmal.',
    'file-sent': 'Die Datei ist im Thread.',
    'file-refused': 'Ich darf hier keine Dateien teilen.',
  },
  notUnderstood: (typed) => `„${typed}“ gehört nicht zu meinen Befehlen.`,
  didYouMean: (command) => `Meinst du ${command}?`,
  reader: {
    waiting: 'Einen Moment…',
    previous: 'Zurück',
    next: 'Weiter',
    showOriginal: 'Original zeigen',
    hideOriginal: 'Original verbergen',
  },
  page: {
    close: 'Schließen',
    save: 'Speichern',
    digest: 'Zusammenfassen',
    badLink: 'Das ist kein Link zu einem YouTube-Video.',
    badNumber: 'Bitte gib eine Zahl ein, 0 oder mehr.',
    badLanguage: 'Bitte gib eine Sprache ein, etwa Französisch, fr oder pt-BR.',
    searchLanguage: 'Sprache suchen',
    chooseDownload: 'In welchem Format?',
  },
  settings: {
    labels: {
      mode: 'Antworten',
      language: 'Sprache',
      shown: 'Neben der Übersicht zeigen',
      shortestMs: 'Kürzestes Video in Minuten',
      longestMs: 'Längstes Video in Minuten',
      shorts: 'Auf Shorts antworten',
      translate: 'Übersetzen',
      fold: 'Lange Texte',
      budgetUsd: 'Budget im Monat in US-Dollar',
      whoChanges: 'Wer Einstellungen ändern darf',
    },
    translate: {
      auto: 'Bis zu einer Stunde sofort, längere auf Wunsch',
      always: 'Immer sofort',
      request: 'Nur auf Wunsch',
    },
    fold: { container: 'Eingeklappt im Thread', reader: 'Nur im Leser' },
    whoChanges: { anyone: 'Alle', admins: 'Ersteller des Kanals und Admins' },
    yes: 'Ja',
    no: 'Nein',
    emptyForNone: 'Leer: keine Grenze',
  },
  usage: (digests, cost, since) =>
    `${digests === 1 ? '1 Zusammenfassung' : `${digests} Zusammenfassungen`} für ${cost} seit ${since}.`,
  budget: (cost) => `Budget: ${cost} im Monat.`,
  recent: 'Neueste Zusammenfassungen',
  noRecent: 'Noch keine Zusammenfassungen.',
  digestAll: (count, cost) =>
    cost === null ? `Alle ${count} zusammenfassen` : `Alle ${count} zusammenfassen (etwa ${cost})`,
  manyLinks: (count) => `Hier sind ${count} Videos verlinkt.`,
  sharedAt: (time, chapter) => `Geteilt bei ${time}, in ${chapter}`,
};
