import type { Catalogue } from './catalogue.ts';
import { counted, numberFormat } from './counted.ts';

const number = numberFormat('pt');
const chapters = counted('pt', { one: 'capítulo', other: 'capítulos' });
const messages = counted('pt', { one: 'mensagem', other: 'mensagens' });
const lines = counted('pt', { one: 'linha', other: 'linhas' });

const tryMinutes = 'Tente de novo em alguns minutos.';
const tryLater = 'Tente de novo daqui a cerca de uma hora.';
const operatorLog = 'Quem me administra encontra os detalhes no registro.';
const noRetry = 'Não vou tentar de novo por conta própria.';
const sendAgain = 'Envie o link de novo para outra tentativa.';

/** Portuguese, as written in Brazil. */
export const pt: Catalogue = {
  locale: 'pt',
  punctuation: {
    colon: ': ',
    factColon: ': ',
    comma: ', ',
    quotes: ['“', '”'],
    brackets: [' (', ')'],
    sentenceGap: ' ',
    dates: 'locale',
  },
  document: {
    videoFacts: 'Dados do vídeo',
    feed: 'Canal',
    published: 'Publicado em',
    duration: 'Duração',
    link: 'Link',
    originalTitle: 'Título original',
    captions: 'Legendas',
    captionKinds: { manual: 'feitas por pessoas', auto: 'automáticas', file: 'de um arquivo' },
    tldr: 'TL;DR',
    chapters: 'Capítulos',
    chapterColumns: ['Minuto', 'Capítulo', 'Em uma frase'],
    arguments: 'Argumentos principais',
    argumentContent: 'O essencial',
    argumentConcepts: 'Conceitos-chave',
    argumentImplication: 'O que significa na prática',
    companies: 'Empresas e produtos',
    companyColumns: ['Nome', 'Contexto', 'Importância'],
    quotes: 'Citações',
    quotesCounted: () => 'Citações',
    people: 'Pessoas',
    personIdentity: 'Quem é',
    personBackground: 'Trajetória',
    personViews: 'Ideias',
    videoType: 'Tipo de vídeo',
    translation: 'Tradução completa',
    transcript: 'Transcrição completa',
    generatedAt: 'Criado em',
    generatedBy: (by) => `Feito com ${by}`,
  },
  marks: {
    notFromVideo: 'Fora do vídeo',
    translatedByAi: 'traduzido por IA',
    doubtful: 'tradução duvidosa',
    untranslated: 'não traduzido',
    extractive: 'feito sem modelo de linguagem',
  },
  notices: {
    extractive:
      'Versão extrativa: feita sem modelo de linguagem. As frases são de quem fala, escolhidas automaticamente; nada foi resumido nem traduzido.',
    truncated: (until, total) =>
      until === null
        ? 'As legendas deste vídeo estão incompletas. O que falta nelas falta também aqui.'
        : `As legendas terminam em ${until} de ${total}. O que vem depois falta aqui.`,
    missing: {
      outline: 'Desta vez não foi possível fazer o TL;DR e os capítulos; o restante está completo.',
      analysis:
        'Desta vez não foi possível fazer os argumentos, as empresas, as citações e as pessoas; o restante está completo.',
      translation: 'Desta vez não foi possível fazer a tradução completa; o restante está completo.',
    },
  },
  videoTypes: {
    interview: 'Entrevista',
    panel: 'Mesa-redonda',
    lecture: 'Aula',
    presentation: 'Apresentação',
    tutorial: 'Tutorial',
    news: 'Notícias',
    review: 'Análise',
    documentary: 'Documentário',
    vlog: 'Vlog',
    demo: 'Demonstração',
    other: 'Outro',
  },
  importance: { 3: 'central', 2: 'discutido', 1: 'mencionado' },
  counts: {
    time: (covered, total) => `${covered} de ${total}`,
    covered: (covered, total) => `${covered} de ${total} incluídos`,
    lines: (covered, total) => `${number(covered)} de ${lines(total)}`,
    chapters,
  },
  chat: {
    readInFull: 'Ler na íntegra',
    transcript: 'Transcrição',
    postHere: (count) => `Publicar aqui (${messages(count)})`,
    anotherLanguage: 'Outro idioma',
    download: 'Baixar',
    digestAgain: 'Refazer',
    remove: 'Remover',
    readChapter: 'Ler um capítulo…',
    original: 'Original',
    translation: 'Tradução',
    modes: { auto: 'A cada link', react: 'Quando alguém reagir', off: 'Só por comando' },
    details: 'Argumentos, empresas, citações, pessoas',
    fullText: 'Texto completo',
    fullTextPart: (part, first, last) =>
      `Texto completo${part === '' ? '' : ` ${part}`}: ${first === last ? `capítulo ${first}` : `capítulos ${first}-${last}`}`,
    moreChapters: (count) => `mais ${chapters(count)}`,
    outlining: 'lendo o vídeo',
    translating: (done, total) => `traduzindo: ${number(done)} de ${chapters(total)}`,
    digestedOn: (date) => `Resumido em ${date}`,
    thread: 'thread',
    welcome: {
      what: 'Publiquem aqui um link do YouTube e eu respondo na thread dele: um TL;DR, os capítulos e a tradução completa, recolhida até alguém abrir.',
      language: (language) => `Escrevo em ${language}.`,
      quieter: (how) => `É demais? Usem “${how}” para que eu só responda quando pedirem.`,
      privacy:
        'As legendas de cada vídeo são enviadas à Anthropic para serem resumidas e traduzidas. Não guardo as mensagens de vocês.',
    },
  },
  budget: {
    total:
      'Feito sem IA: quem me administra definiu um limite diário para todos juntos, e ele não é mais suficiente para este vídeo.',
    day: (limit, estimate) =>
      `Feito sem IA: o orçamento de hoje, de ${limit}, não é mais suficiente para este vídeo (cerca de ${estimate}).`,
    channel: (limit, estimate) =>
      `Feito sem IA: o orçamento mensal deste canal, de ${limit}, não é mais suficiente para este vídeo (cerca de ${estimate}).`,
    video: (limit, estimate) =>
      `Feito sem IA: este vídeo custaria cerca de ${estimate}, mais do que os ${limit} permitidos por vídeo.`,
    person: (count) => `Feito sem IA: cada pessoa pode pedir ${count} por hora, e esse limite foi atingido.`,
    resets: (at) => `Será possível de novo a partir de: ${at}.`,
    spendAnyway: 'Usar IA mesmo assim',
  },
  failures: {
    nextTry: (at) => `Próxima tentativa: ${at}; publico aqui o resultado.`,
    situations: {
      'video-unavailable': {
        cause: 'O YouTube diz que este vídeo não está disponível.',
        next: 'Se ele voltar, envie o link de novo.',
      },
      'video-private': {
        cause: 'Este vídeo é privado, por isso não consigo lê-lo.',
        next: 'Quando for público ou não listado, envie o link de novo.',
      },
      'members-only': {
        cause: 'Este vídeo é só para membros do canal, por isso não consigo lê-lo.',
        next: 'Quando estiver aberto a todo mundo, envie o link de novo.',
      },
      'age-restricted': {
        cause: 'O YouTube pede login e confirmação de idade para este vídeo, e eu não tenho conta.',
        next: noRetry,
      },
      'country-blocked': { cause: 'Este vídeo não pode ser visto no país do meu servidor.', next: noRetry },
      'video-unplayable': {
        cause: 'O YouTube não permite reproduzir este vídeo.',
        next: 'Se mais tarde funcionar, envie o link de novo.',
      },
      'live-now': {
        cause: 'Ainda está ao vivo.',
        next: 'Envie o link de novo quando houver legendas, em geral algumas horas após o fim.',
        waiting: 'Vou resumir quando as legendas aparecerem, em geral em algumas horas.',
      },
      upcoming: {
        cause: 'Este vídeo ainda não começou.',
        next: 'Envie o link de novo quando ele terminar.',
        waiting: 'Vou resumir quando ele terminar e houver legendas.',
      },
      'just-ended': {
        cause: 'A transmissão acabou de terminar e o YouTube ainda está preparando as legendas.',
        next: 'Envie o link de novo daqui a algumas horas.',
        waiting: 'Vou resumir quando elas aparecerem, em geral em algumas horas.',
      },
      'captions-none': {
        cause: 'Este vídeo não tem legendas, por isso não consigo lê-lo.',
        next: 'Se forem adicionadas, envie o link de novo.',
      },
      'captions-gated': {
        cause: 'Este vídeo tem legendas, mas o YouTube não as fornece no momento.',
        next: tryLater,
      },
      'hardly-any-speech': {
        cause: 'Quase ninguém fala neste vídeo, então não há o que resumir.',
        next: 'Fico por aqui.',
      },
      'youtube-blocked': { cause: 'O YouTube está recusando o meu servidor, não o seu vídeo.', next: tryLater },
      'youtube-consent': {
        cause: 'O YouTube mostra ao meu servidor uma página de consentimento em vez do vídeo.',
        next: tryLater,
      },
      'youtube-unreachable': { cause: 'Não é possível acessar o YouTube agora.', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'O YouTube respondeu de um jeito que ainda não entendo.',
        next: `Talvez eu precise de uma atualização. ${operatorLog}`,
      },
      'link-invalid': {
        cause: 'Não encontro um vídeo do YouTube neste link.',
        next: 'Envie o link de um único vídeo, ou os 11 caracteres do ID dele.',
      },
      'captions-invalid': {
        cause: 'Não consigo ler este arquivo de legendas.',
        next: 'Consigo ler SRT, WebVTT e os formatos do YouTube (json3, srv1, srv3).',
      },
      'language-invalid': { cause: 'Não conheço este idioma.', next: 'Use códigos como en, zh-CN ou pt-BR.' },
      'model-auth': {
        cause: 'O modelo de linguagem não aceita a chave desta instalação.',
        next: 'Quem me administra precisa definir uma válida; depois, envie o link de novo.',
      },
      'model-credit': {
        cause: 'O crédito do modelo de linguagem acabou.',
        next: 'Quem me administra precisa recarregar; depois, envie o link de novo.',
      },
      'model-unknown': {
        cause: 'O modelo de linguagem configurado não existe.',
        next: 'Quem me administra precisa escolher outro; depois, envie o link de novo.',
      },
      'model-request': { cause: 'O modelo de linguagem não aceitou meu pedido.', next: operatorLog },
      'model-overloaded': { cause: 'O modelo de linguagem está sobrecarregado agora.', next: tryMinutes },
      'model-timeout': { cause: 'O modelo de linguagem demorou demais para responder.', next: tryMinutes },
      'model-unreachable': { cause: 'Não é possível acessar o modelo de linguagem agora.', next: tryMinutes },
      'model-refused': { cause: 'O modelo de linguagem recusou este vídeo.', next: noRetry },
      'model-truncated': {
        cause: 'A resposta do modelo de linguagem foi cortada antes do fim.',
        next: sendAgain,
      },
      'model-answer': { cause: 'A resposta do modelo de linguagem não pôde ser aproveitada.', next: sendAgain },
      'chat-refused': {
        cause: 'Não tenho permissão para publicar isto aqui.',
        next: 'A administração pode verificar minhas permissões.',
      },
      'store-failed': { cause: 'Não consegui salvar meu trabalho.', next: tryMinutes },
      'config-invalid': {
        cause: 'Não estou configurado corretamente.',
        next: 'Quem me administra encontra cada ajuste explicado em .env.example.',
      },
      cancelled: { cause: 'Interrompido antes de terminar.', next: 'Envie o link de novo para recomeçar.' },
      internal: { cause: 'Algo deu errado do meu lado.', next: `${operatorLog} ${sendAgain}` },
    },
  },
};
