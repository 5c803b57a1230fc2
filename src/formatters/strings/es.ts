import type { Catalogue } from './catalogue.ts';
import { counted, numberFormat } from './counted.ts';

const number = numberFormat('es');
const chapters = counted('es', { one: 'capítulo', other: 'capítulos' });
const messages = counted('es', { one: 'mensaje', other: 'mensajes' });
const lines = counted('es', { one: 'línea', other: 'líneas' });

const tryMinutes = 'Vuelve a intentarlo en unos minutos.';
const tryLater = 'Vuelve a intentarlo dentro de una hora, más o menos.';
const operatorLog = 'Quien me administra encontrará los detalles en el registro.';
const noRetry = 'No volveré a intentarlo por mi cuenta.';
const sendAgain = 'Envía el enlace otra vez para volver a intentarlo.';

/** Spanish. */
export const es: Catalogue = {
  locale: 'es',
  punctuation: {
    colon: ': ',
    factColon: ': ',
    comma: ', ',
    quotes: ['«', '»'],
    brackets: [' (', ')'],
    sentenceGap: ' ',
    dates: 'locale',
  },
  document: {
    videoFacts: 'Datos del vídeo',
    feed: 'Canal',
    published: 'Publicado',
    duration: 'Duración',
    link: 'Enlace',
    originalTitle: 'Título original',
    captions: 'Subtítulos',
    captionKinds: { manual: 'hechos por personas', auto: 'automáticos', file: 'de un archivo' },
    tldr: 'TL;DR',
    chapters: 'Capítulos',
    chapterColumns: ['Minuto', 'Capítulo', 'En una frase'],
    arguments: 'Argumentos clave',
    argumentContent: 'Lo esencial',
    argumentConcepts: 'Conceptos clave',
    argumentImplication: 'Qué supone en la práctica',
    companies: 'Empresas y productos',
    companyColumns: ['Nombre', 'Contexto', 'Importancia'],
    quotes: 'Citas',
    quotesCounted: () => 'Citas',
    people: 'Personas',
    personIdentity: 'Quién es',
    personBackground: 'Trayectoria',
    personViews: 'Ideas',
    videoType: 'Tipo de vídeo',
    translation: 'Traducción completa',
    transcript: 'Transcripción completa',
    generatedAt: 'Fecha de creación',
    generatedBy: (by) => `Hecho con ${by}`,
  },
  marks: {
    notFromVideo: 'Fuera del vídeo',
    translatedByAi: 'traducido por IA',
    doubtful: 'traducción dudosa',
    untranslated: 'sin traducir',
    extractive: 'hecho sin modelo de lenguaje',
  },
  notices: {
    extractive:
      'Versión extractiva: hecha sin modelo de lenguaje. Las frases son de quienes hablan, elegidas automáticamente; no hay nada resumido ni traducido.',
    truncated: (until, total) =>
      until === null
        ? 'Los subtítulos de este vídeo están incompletos. Lo que falta en ellos falta también aquí.'
        : `Los subtítulos terminan en ${until} de ${total}. Lo que viene después falta aquí.`,
    missing: {
      outline: 'Esta vez no se han podido hacer el TL;DR ni los capítulos; lo demás está completo.',
      analysis:
        'Esta vez no se han podido hacer los argumentos, las empresas, las citas ni las personas; lo demás está completo.',
      translation: 'Esta vez no se ha podido hacer la traducción completa; lo demás está completo.',
    },
  },
  videoTypes: {
    interview: 'Entrevista',
    panel: 'Mesa redonda',
    lecture: 'Clase',
    presentation: 'Presentación',
    tutorial: 'Tutorial',
    news: 'Noticias',
    review: 'Reseña',
    documentary: 'Documental',
    vlog: 'Vlog',
    demo: 'Demostración',
    other: 'Otro',
  },
  importance: { 3: 'central', 2: 'tratado', 1: 'mencionado' },
  counts: {
    time: (covered, total) => `${covered} de ${total}`,
    covered: (covered, total) => `${covered} de ${total} incluidos`,
    lines: (covered, total) => `${number(covered)} de ${lines(total)}`,
    chapters,
  },
  chat: {
    readInFull: 'Leer entero',
    transcript: 'Transcripción',
    postHere: (count) => `Publicar aquí (${messages(count)})`,
    anotherLanguage: 'Otro idioma',
    download: 'Descargar',
    digestAgain: 'Rehacer',
    remove: 'Eliminar',
    readChapter: 'Leer un capítulo…',
    original: 'Original',
    translation: 'Traducción',
    modes: { auto: 'Con cada enlace', react: 'Cuando alguien reaccione', off: 'Solo con un comando' },
    details: 'Argumentos, empresas, citas, personas',
    fullText: 'Texto completo',
    fullTextPart: (part, first, last) =>
      `Texto completo${part === '' ? '' : ` ${part}`}: ${first === last ? `capítulo ${first}` : `capítulos ${first}-${last}`}`,
    moreChapters: (count) => `${chapters(count)} más`,
    outlining: 'leyendo el vídeo',
    translating: (done, total) => `traduciendo: ${number(done)} de ${chapters(total)}`,
    digestedOn: (date) => `Resumido el ${date}`,
    thread: 'hilo',
    welcome: {
      what: 'Publicad aquí un enlace de YouTube y respondo en su hilo: un TL;DR, los capítulos y la traducción completa, plegada hasta que la abráis.',
      language: (language) => `Escribo en ${language}.`,
      quieter: (how) => `¿Demasiado? Con «${how}» podéis hacer que solo responda cuando me lo pidáis.`,
      privacy:
        'Los subtítulos de cada vídeo se envían a Anthropic para resumirlos y traducirlos. No guardo vuestros mensajes.',
    },
  },
  budget: {
    total:
      'Hecho sin IA: quien me administra ha fijado un límite diario común para todos, y ya no alcanza para este vídeo.',
    day: (limit, estimate) =>
      `Hecho sin IA: el presupuesto de hoy, de ${limit}, ya no alcanza para este vídeo (unos ${estimate}).`,
    channel: (limit, estimate) =>
      `Hecho sin IA: el presupuesto mensual de este canal, de ${limit}, ya no alcanza para este vídeo (unos ${estimate}).`,
    video: (limit, estimate) =>
      `Hecho sin IA: este vídeo costaría unos ${estimate}, más de los ${limit} permitidos por vídeo.`,
    person: (count) => `Hecho sin IA: cada persona puede pedir ${count} por hora, y ya se han agotado.`,
    resets: (at) => `Será posible de nuevo a partir de: ${at}.`,
    spendAnyway: 'Usar IA de todos modos',
  },
  failures: {
    nextTry: (at) => `Próximo intento: ${at}; publicaré aquí el resultado.`,
    situations: {
      'video-unavailable': {
        cause: 'YouTube dice que este vídeo no está disponible.',
        next: 'Si vuelve, envía el enlace otra vez.',
      },
      'video-private': {
        cause: 'Este vídeo es privado, así que no puedo leerlo.',
        next: 'Cuando sea público u «oculto», envía el enlace otra vez.',
      },
      'members-only': {
        cause: 'Este vídeo es solo para miembros del canal, así que no puedo leerlo.',
        next: 'Cuando esté abierto para todo el mundo, envía el enlace otra vez.',
      },
      'age-restricted': {
        cause: 'YouTube pide iniciar sesión y confirmar la edad para ver este vídeo, y yo no tengo cuenta.',
        next: noRetry,
      },
      'country-blocked': { cause: 'Este vídeo no se puede ver en el país de mi servidor.', next: noRetry },
      'video-unplayable': {
        cause: 'YouTube no permite reproducir este vídeo.',
        next: 'Si más tarde se puede ver, envía el enlace otra vez.',
      },
      'live-now': {
        cause: 'Sigue en directo.',
        next: 'Envía el enlace otra vez cuando haya subtítulos, normalmente unas horas después del final.',
        waiting: 'Lo resumiré cuando aparezcan los subtítulos, normalmente en unas horas.',
      },
      upcoming: {
        cause: 'Este vídeo aún no ha empezado.',
        next: 'Envía el enlace otra vez cuando haya terminado.',
        waiting: 'Lo resumiré cuando haya terminado y tenga subtítulos.',
      },
      'just-ended': {
        cause: 'El directo acaba de terminar y YouTube aún está preparando los subtítulos.',
        next: 'Envía el enlace otra vez dentro de unas horas.',
        waiting: 'Lo resumiré cuando aparezcan, normalmente en unas horas.',
      },
      'captions-none': {
        cause: 'Este vídeo no tiene subtítulos, así que no puedo leerlo.',
        next: 'Si se añaden, envía el enlace otra vez.',
      },
      'captions-gated': {
        cause: 'Este vídeo tiene subtítulos, pero YouTube no los facilita en este momento.',
        next: tryLater,
      },
      'hardly-any-speech': {
        cause: 'En este vídeo apenas se habla: no hay nada que resumir.',
        next: 'Lo dejo así.',
      },
      'youtube-blocked': { cause: 'YouTube está rechazando a mi servidor, no tu vídeo.', next: tryLater },
      'youtube-consent': {
        cause: 'YouTube muestra a mi servidor una página de consentimiento en lugar del vídeo.',
        next: tryLater,
      },
      'youtube-unreachable': { cause: 'Ahora mismo no se puede acceder a YouTube.', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'YouTube ha respondido de una forma que aún no entiendo.',
        next: `Puede que necesite una actualización. ${operatorLog}`,
      },
      'link-invalid': {
        cause: 'No veo ningún vídeo de YouTube en este enlace.',
        next: 'Envía el enlace de un vídeo, o los 11 caracteres de su ID.',
      },
      'captions-invalid': {
        cause: 'No puedo leer este archivo de subtítulos.',
        next: 'Puedo leer SRT, WebVTT y los formatos de YouTube (json3, srv1, srv3).',
      },
      'language-invalid': { cause: 'No conozco este idioma.', next: 'Usa códigos como en, zh-CN o pt-BR.' },
      'model-auth': {
        cause: 'El modelo de lenguaje no acepta la clave de esta instalación.',
        next: 'Quien me administra tiene que poner una válida; después, envía el enlace otra vez.',
      },
      'model-credit': {
        cause: 'Se ha agotado el saldo del modelo de lenguaje.',
        next: 'Quien me administra tiene que recargarlo; después, envía el enlace otra vez.',
      },
      'model-unknown': {
        cause: 'El modelo de lenguaje que tengo configurado no existe.',
        next: 'Quien me administra tiene que elegir otro; después, envía el enlace otra vez.',
      },
      'model-request': { cause: 'El modelo de lenguaje no ha aceptado mi petición.', next: operatorLog },
      'model-overloaded': { cause: 'El modelo de lenguaje está saturado en este momento.', next: tryMinutes },
      'model-timeout': { cause: 'El modelo de lenguaje ha tardado demasiado en responder.', next: tryMinutes },
      'model-unreachable': { cause: 'Ahora mismo no se puede acceder al modelo de lenguaje.', next: tryMinutes },
      'model-refused': { cause: 'El modelo de lenguaje se ha negado a tratar este vídeo.', next: noRetry },
      'model-truncated': {
        cause: 'La respuesta del modelo de lenguaje se ha cortado antes del final.',
        next: sendAgain,
      },
      'model-answer': { cause: 'La respuesta del modelo de lenguaje no ha servido.', next: sendAgain },
      'chat-refused': {
        cause: 'No tengo permiso para publicar esto aquí.',
        next: 'El equipo de administración puede revisar mis permisos.',
      },
      'store-failed': { cause: 'No he podido guardar mi trabajo.', next: tryMinutes },
      'config-invalid': {
        cause: 'No estoy bien configurado.',
        next: 'Quien me administra encontrará cada ajuste explicado en .env.example.',
      },
      cancelled: {
        cause: 'Se ha detenido antes de terminar.',
        next: 'Envía el enlace otra vez para empezar de nuevo.',
      },
      internal: { cause: 'Algo ha fallado por mi parte.', next: `${operatorLog} ${sendAgain}` },
    },
  },
};
