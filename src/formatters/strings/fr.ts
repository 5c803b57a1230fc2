import type { Catalogue } from './catalogue.ts';
import { counted, numberFormat } from './counted.ts';

const number = numberFormat('fr');
const chapters = counted('fr', { one: 'chapitre', other: 'chapitres' });
const messages = counted('fr', { one: 'message', other: 'messages' });
const lines = counted('fr', { one: 'ligne', other: 'lignes' });

const tryMinutes = 'Réessayez dans quelques minutes.';
const tryLater = 'Réessayez dans une heure environ.';
const operatorLog = 'La personne qui m’administre trouvera les détails dans le journal.';
const noRetry = 'Je ne réessaierai pas de moi-même.';
const sendAgain = 'Renvoyez le lien pour un nouvel essai.';

/** French. Gaps before `:`, `»` and the like are non-breaking, written as escapes so that they can be seen. */
export const fr: Catalogue = {
  locale: 'fr',
  punctuation: {
    colon: '\u00a0: ',
    factColon: '\u00a0: ',
    comma: ', ',
    quotes: ['«\u00a0', '\u00a0»'],
    brackets: [' (', ')'],
    sentenceGap: ' ',
    dates: 'locale',
  },
  document: {
    videoFacts: 'Vidéo',
    feed: 'Chaîne',
    published: 'Publiée le',
    duration: 'Durée',
    link: 'Lien',
    originalTitle: 'Titre original',
    captions: 'Sous-titres',
    captionKinds: { manual: 'rédigés à la main', auto: 'automatiques', file: 'fichier' },
    tldr: 'TL;DR',
    chapters: 'Chapitres',
    chapterColumns: ['Minutage', 'Chapitre', 'En une phrase'],
    arguments: 'Arguments clés',
    argumentContent: 'L’essentiel',
    argumentConcepts: 'Notions clés',
    argumentImplication: 'Portée pratique',
    companies: 'Entreprises et produits',
    companyColumns: ['Nom', 'Contexte', 'Importance'],
    quotes: 'Citations',
    quotesCounted: () => 'Citations',
    people: 'Personnes',
    personIdentity: 'Qui est-ce',
    personBackground: 'Parcours',
    personViews: 'Idées',
    videoType: 'Type de vidéo',
    translation: 'Traduction intégrale',
    transcript: 'Transcription intégrale',
    generatedAt: 'Date de création',
    generatedBy: (by) => `Réalisé avec ${by}`,
  },
  marks: {
    notFromVideo: 'Hors de la vidéo',
    translatedByAi: 'traduit par IA',
    doubtful: 'traduction incertaine',
    untranslated: 'non traduit',
    extractive: 'réalisé sans modèle de langage',
  },
  notices: {
    extractive:
      'Version extractive\u00a0: faite sans modèle de langage. Les phrases sont celles des intervenants, choisies automatiquement\u00a0; rien n’est résumé ni traduit.',
    truncated: (until, total) =>
      until === null
        ? 'Les sous-titres de cette vidéo sont incomplets. Ce qui n’y figure pas manque aussi ici.'
        : `Les sous-titres s’arrêtent à ${until} sur ${total}. La suite manque ici.`,
    missing: {
      outline: 'Le TL;DR et les chapitres n’ont pas pu être faits cette fois\u00a0; le reste est complet.',
      analysis:
        'Les arguments, entreprises, citations et personnes n’ont pas pu être faits cette fois\u00a0; le reste est complet.',
      translation: 'La traduction intégrale n’a pas pu être faite cette fois\u00a0; le reste est complet.',
    },
  },
  videoTypes: {
    interview: 'Entretien',
    panel: 'Table ronde',
    lecture: 'Cours',
    presentation: 'Présentation',
    tutorial: 'Tutoriel',
    news: 'Actualités',
    review: 'Critique',
    documentary: 'Documentaire',
    vlog: 'Vlog',
    demo: 'Démonstration',
    other: 'Autre',
  },
  importance: { 3: 'central', 2: 'abordé', 1: 'mentionné' },
  counts: {
    time: (covered, total) => `${covered} sur ${total}`,
    covered: (covered, total) => `${covered} sur ${total} couverts`,
    lines: (covered, total) => `${number(covered)} sur ${lines(total)}`,
    chapters,
  },
  chat: {
    readInFull: 'Lire en entier',
    transcript: 'Transcription',
    postHere: (count) => `Publier ici (${messages(count)})`,
    anotherLanguage: 'Autre langue',
    download: 'Télécharger',
    digestAgain: 'Refaire',
    remove: 'Supprimer',
    readChapter: 'Lire un chapitre…',
    original: 'Original',
    translation: 'Traduction',
    modes: { auto: 'À chaque lien', react: 'Quand quelqu’un réagit', off: 'Uniquement par commande' },
    details: 'Arguments, entreprises, citations, personnes',
    fullText: 'Texte intégral',
    fullTextPart: (part, first, last) =>
      `Texte intégral${part === '' ? '' : ` ${part}`}\u00a0: ${first === last ? `chapitre ${first}` : `chapitres ${first}-${last}`}`,
    moreChapters: (count) => `${chapters(count)} de plus`,
    outlining: 'lecture de la vidéo',
    translating: (done, total) => `traduction\u00a0: ${number(done)} sur ${chapters(total)}`,
    digestedOn: (date) => `Résumé le ${date}`,
    thread: 'fil',
    welcome: {
      what: 'Publiez ici un lien YouTube et je réponds dans son fil\u00a0: un TL;DR, les chapitres et la traduction intégrale, repliée jusqu’à ce qu’on l’ouvre.',
      language: (language) => `J’écris en ${language}.`,
      quieter: (how) => `C’est trop\u00a0? Utilisez «\u00a0${how}\u00a0» pour que je ne réponde que sur demande.`,
      privacy:
        'Les sous-titres de la vidéo sont envoyés à Anthropic pour être résumés et traduits. Je ne conserve aucun de vos messages.',
    },
  },
  budget: {
    total: 'Fait sans IA\u00a0: la limite du jour, fixée par qui gère ce bot, ne suffit plus pour cette vidéo.',
    day: (limit, estimate) =>
      `Fait sans IA\u00a0: le budget du jour, ${limit}, ne suffit plus pour cette vidéo (environ ${estimate}).`,
    channel: (limit, estimate) =>
      `Fait sans IA\u00a0: le budget mensuel de ce salon, ${limit}, ne suffit plus pour cette vidéo (environ ${estimate}).`,
    video: (limit, estimate) =>
      `Fait sans IA\u00a0: cette vidéo coûterait environ ${estimate}, au-delà des ${limit} autorisés par vidéo.`,
    person: (count) => `Fait sans IA\u00a0: chacun peut en demander ${count} par heure, et ce nombre est atteint.`,
    resets: (at) => `De nouveau possible à partir de\u00a0: ${at}.`,
    spendAnyway: 'Utiliser l’IA quand même',
  },
  failures: {
    nextTry: (at) => `Prochain essai\u00a0: ${at}\u00a0; je publierai ici.`,
    situations: {
      'video-unavailable': {
        cause: 'YouTube indique que cette vidéo n’est pas disponible.',
        next: 'Si elle revient, renvoyez le lien.',
      },
      'video-private': {
        cause: 'Cette vidéo est privée, je ne peux donc pas la lire.',
        next: 'Quand elle sera publique ou non répertoriée, renvoyez le lien.',
      },
      'members-only': {
        cause: 'Cette vidéo est réservée aux membres de la chaîne, je ne peux donc pas la lire.',
        next: 'Quand elle sera ouverte à tous, renvoyez le lien.',
      },
      'age-restricted': {
        cause: 'YouTube demande de se connecter et de confirmer son âge pour cette vidéo, et je n’ai pas de compte.',
        next: noRetry,
      },
      'country-blocked': {
        cause: 'Cette vidéo n’est pas visible dans le pays de mon serveur.',
        next: noRetry,
      },
      'video-unplayable': {
        cause: 'YouTube ne lit pas cette vidéo.',
        next: 'Si elle peut être lue plus tard, renvoyez le lien.',
      },
      'live-now': {
        cause: 'Le direct est encore en cours.',
        next: 'Renvoyez le lien quand les sous-titres seront là, en général quelques heures après la fin.',
        waiting: 'Je m’en occuperai dès que les sous-titres seront là, en général quelques heures après la fin.',
      },
      upcoming: {
        cause: 'Cette vidéo n’a pas encore commencé.',
        next: 'Renvoyez le lien après sa diffusion.',
        waiting: 'Je m’en occuperai après sa diffusion, quand les sous-titres seront là.',
      },
      'just-ended': {
        cause: 'Le direct vient de se terminer et YouTube prépare encore les sous-titres.',
        next: 'Renvoyez le lien dans quelques heures.',
        waiting: 'Je m’en occuperai dès qu’ils seront là, en général d’ici quelques heures.',
      },
      'captions-none': {
        cause: 'Cette vidéo n’a pas de sous-titres, je ne peux donc pas la lire.',
        next: 'Si des sous-titres sont ajoutés, renvoyez le lien.',
      },
      'captions-gated': {
        cause: 'Cette vidéo a des sous-titres, mais YouTube ne les fournit pas en ce moment.',
        next: tryLater,
      },
      'hardly-any-speech': {
        cause: 'On ne parle presque pas dans cette vidéo\u00a0: il n’y a rien à résumer.',
        next: 'J’en reste là.',
      },
      'youtube-blocked': { cause: 'C’est mon serveur que YouTube refuse, pas votre vidéo.', next: tryLater },
      'youtube-consent': {
        cause: 'YouTube présente à mon serveur une page de consentement au lieu de la vidéo.',
        next: tryLater,
      },
      'youtube-unreachable': { cause: 'YouTube est injoignable pour le moment.', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'YouTube a répondu d’une façon que je ne comprends pas encore.',
        next: `Une mise à jour est peut-être nécessaire. ${operatorLog}`,
      },
      'link-invalid': {
        cause: 'Je ne vois pas de vidéo YouTube dans ce lien.',
        next: 'Envoyez le lien d’une seule vidéo, ou les 11 caractères de son identifiant.',
      },
      'captions-invalid': {
        cause: 'Je ne peux pas lire ce fichier de sous-titres.',
        next: 'Les formats acceptés sont SRT, WebVTT et ceux de YouTube (json3, srv1, srv3).',
      },
      'language-invalid': {
        cause: 'Je ne connais pas cette langue.',
        next: 'Utilisez un code comme en, zh-CN ou pt-BR.',
      },
      'model-auth': {
        cause: 'Le modèle de langage n’accepte pas la clé de cette installation.',
        next: 'La personne qui m’administre doit en configurer une valide\u00a0; renvoyez ensuite le lien.',
      },
      'model-credit': {
        cause: 'Le crédit du modèle de langage est épuisé.',
        next: 'La personne qui m’administre doit le recharger\u00a0; renvoyez ensuite le lien.',
      },
      'model-unknown': {
        cause: 'Le modèle de langage configuré n’existe pas.',
        next: 'La personne qui m’administre doit en choisir un autre\u00a0; renvoyez ensuite le lien.',
      },
      'model-request': { cause: 'Le modèle de langage n’a pas accepté ma demande.', next: operatorLog },
      'model-overloaded': { cause: 'Le modèle de langage est surchargé pour le moment.', next: tryMinutes },
      'model-timeout': { cause: 'Le modèle de langage a mis trop de temps à répondre.', next: tryMinutes },
      'model-unreachable': { cause: 'Le modèle de langage est injoignable pour le moment.', next: tryMinutes },
      'model-refused': { cause: 'Le modèle de langage a refusé de traiter cette vidéo.', next: noRetry },
      'model-truncated': {
        cause: 'La réponse du modèle de langage s’est interrompue avant la fin.',
        next: sendAgain,
      },
      'model-answer': { cause: 'La réponse du modèle de langage était inutilisable.', next: sendAgain },
      'chat-refused': {
        cause: 'Je n’ai pas le droit de publier cela ici.',
        next: 'L’équipe d’administration peut vérifier mes autorisations.',
      },
      'store-failed': { cause: 'Je n’ai pas pu enregistrer mon travail.', next: tryMinutes },
      'config-invalid': {
        cause: 'Je ne suis pas bien configuré.',
        next: 'La personne qui m’administre trouvera chaque réglage expliqué dans .env.example.',
      },
      cancelled: { cause: 'Interrompu avant la fin.', next: 'Renvoyez le lien pour recommencer.' },
      internal: { cause: 'Quelque chose s’est mal passé de mon côté.', next: `${operatorLog} ${sendAgain}` },
    },
  },
};
