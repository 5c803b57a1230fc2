import type { Catalogue } from './catalogue.ts';
import { counted, numberFormat } from './counted.ts';

const number = numberFormat('en');
const chapters = counted('en', { one: 'chapter', other: 'chapters' });
const messages = counted('en', { one: 'message', other: 'messages' });
const lines = counted('en', { one: 'line', other: 'lines' });

const tryMinutes = 'Try again in a few minutes.';
const tryLater = 'Try again in an hour or so.';
const operatorLog = 'Whoever runs me finds the details in the log.';

/** English. */
export const en: Catalogue = {
  locale: 'en',
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
    videoFacts: 'Video',
    feed: 'Channel',
    published: 'Published',
    duration: 'Length',
    link: 'Link',
    originalTitle: 'Original title',
    captions: 'Captions',
    captionKinds: { manual: 'written by people', auto: 'automatic', file: 'from a file' },
    tldr: 'TL;DR',
    chapters: 'Chapters',
    chapterColumns: ['Time', 'Chapter', 'In one sentence'],
    arguments: 'Key arguments',
    argumentContent: 'What is said',
    argumentConcepts: 'Key concepts',
    argumentImplication: 'What it means in practice',
    companies: 'Companies and products',
    companyColumns: ['Name', 'Context', 'Importance'],
    quotes: 'Quotes',
    quotesCounted: () => 'Quotes',
    people: 'People',
    personIdentity: 'Who',
    personBackground: 'Background',
    personViews: 'Views',
    videoType: 'Kind of video',
    translation: 'Full translation',
    transcript: 'Full transcript',
    generatedAt: 'Made on',
    generatedBy: (by) => `Made by ${by}`,
  },
  marks: {
    notFromVideo: 'Not from the video',
    translatedByAi: 'translated by AI',
    doubtful: 'doubtful translation',
    untranslated: 'not translated',
    extractive: 'made without a language model',
  },
  notices: {
    extractive:
      'Extractive: made without a language model. The sentences are the speakers’ own, picked automatically; nothing is summarised or translated.',
    truncated: (until, total) =>
      until === null
        ? 'The captions of this video have gaps. What they leave out is missing here.'
        : `The captions end at ${until} of ${total}. What follows is missing here.`,
    missing: {
      outline: 'TL;DR and chapters could not be made this time; the rest is complete.',
      analysis: 'Arguments, companies, quotes and people could not be made this time; the rest is complete.',
      translation: 'The full translation could not be made this time; the rest is complete.',
    },
  },
  videoTypes: {
    interview: 'Interview',
    panel: 'Panel discussion',
    lecture: 'Lecture',
    presentation: 'Presentation',
    tutorial: 'Tutorial',
    news: 'News',
    review: 'Review',
    documentary: 'Documentary',
    vlog: 'Vlog',
    demo: 'Demo',
    other: 'Other',
  },
  importance: { 3: 'central', 2: 'discussed', 1: 'mentioned' },
  counts: {
    time: (covered, total) => `${covered} of ${total}`,
    covered: (covered, total) => `${covered} of ${total} covered`,
    lines: (covered, total) => `${number(covered)} of ${lines(total)}`,
    chapters,
  },
  chat: {
    readInFull: 'Read in full',
    transcript: 'Transcript',
    postHere: (count) => `Post here (${messages(count)})`,
    anotherLanguage: 'Another language',
    download: 'Download',
    digestAgain: 'Digest again',
    remove: 'Remove',
    readChapter: 'Read a chapter…',
    original: 'Original',
    translation: 'Translation',
    modes: { auto: 'Every link', react: 'When someone reacts', off: 'Only on command' },
    details: 'Arguments, companies, quotes, people',
    fullText: 'Full text',
    fullTextPart: (part, first, last) =>
      `Full text${part === '' ? '' : ` ${part}`}: ${first === last ? `chapter ${first}` : `chapters ${first}-${last}`}`,
    moreChapters: (count) => `${number(count)} more ${count === 1 ? 'chapter' : 'chapters'}`,
    outlining: 'reading the talk',
    translating: (done, total) => `translating: ${number(done)} of ${chapters(total)}`,
    digestedOn: (date) => `Digested on ${date}`,
    thread: 'thread',
    welcome: {
      what: 'Post a YouTube link here and I answer in its thread: a TL;DR, the chapters, and the whole talk translated, folded until you open it.',
      language: (language) => `I write in ${language}.`,
      quieter: (how) => `Too much? Use “${how}” to have me answer only when asked.`,
      privacy: 'A video’s captions go to Anthropic to be summarised and translated. I keep none of your messages.',
    },
  },
  budget: {
    total:
      'Made without AI: whoever runs this bot has set a daily limit for everyone together, and it has no room left for this video.',
    day: (limit, estimate) =>
      `Made without AI: today’s budget of ${limit} has no room left for this video (about ${estimate}).`,
    channel: (limit, estimate) =>
      `Made without AI: this channel’s monthly budget of ${limit} has no room left for this video (about ${estimate}).`,
    video: (limit, estimate) =>
      `Made without AI: this video would cost about ${estimate}, more than the ${limit} that one may cost.`,
    person: (count) => `Made without AI: each person can ask for ${count} an hour, and they are used up.`,
    resets: (at) => `There is room again from ${at}.`,
    spendAnyway: 'Use AI anyway',
  },
  failures: {
    nextTry: (at) => `Next try ${at}; I’ll post here.`,
    situations: {
      'video-unavailable': {
        cause: 'YouTube says this video is not available.',
        next: 'If it comes back, send the link again.',
      },
      'video-private': {
        cause: 'This video is private, so I can’t read it.',
        next: 'Once it is public or unlisted, send the link again.',
      },
      'members-only': {
        cause: 'This video is for channel members only, so I can’t read it.',
        next: 'Once it is open to everyone, send the link again.',
      },
      'age-restricted': {
        cause: 'YouTube wants viewers of this video to sign in and confirm their age, and I have no account.',
        next: 'I won’t try again by myself.',
      },
      'country-blocked': {
        cause: 'This video can’t be watched in the country my server is in.',
        next: 'I won’t try again by myself.',
      },
      'video-unplayable': { cause: 'YouTube won’t play this video.', next: 'If it plays later, send the link again.' },
      'live-now': {
        cause: 'Still live.',
        next: 'Send the link again once captions have appeared, usually a few hours after the end.',
        waiting: 'I’ll digest it when captions appear, usually within hours.',
      },
      upcoming: {
        cause: 'This video hasn’t started yet.',
        next: 'Send the link again after it has run.',
        waiting: 'I’ll digest it after it has run, when captions appear.',
      },
      'just-ended': {
        cause: 'This stream has just ended, and YouTube is still preparing its captions.',
        next: 'Send the link again in a few hours.',
        waiting: 'I’ll digest it when they appear, usually within hours.',
      },
      'captions-none': {
        cause: 'This video has no captions, so I can’t read it.',
        next: 'If captions are added, send the link again.',
      },
      'captions-gated': {
        cause: 'This video has captions, but YouTube isn’t handing them out right now.',
        next: tryLater,
      },
      'hardly-any-speech': {
        cause: 'There is hardly any speech in this video, so there is nothing to digest.',
        next: 'I’ll leave it at that.',
      },
      'youtube-blocked': { cause: 'YouTube is refusing this server, not your video.', next: tryLater },
      'youtube-consent': {
        cause: 'YouTube is showing this server a consent page instead of the video.',
        next: tryLater,
      },
      'youtube-unreachable': { cause: 'YouTube can’t be reached right now.', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'YouTube answered in a way I don’t understand yet.',
        next: `An update of mine may be needed. ${operatorLog}`,
      },
      'link-invalid': {
        cause: 'I don’t see a YouTube video in this link.',
        next: 'Send a link to one video, or the 11 characters of its id.',
      },
      'captions-invalid': {
        cause: 'I can’t read this caption file.',
        next: 'SRT, WebVTT and YouTube’s own formats (json3, srv1, srv3) work.',
      },
      'language-invalid': { cause: 'I don’t know this language.', next: 'Tags such as en, zh-CN or pt-BR work.' },
      'model-auth': {
        cause: 'The language model doesn’t accept this installation’s key.',
        next: 'Whoever runs me needs to set a valid one; then send the link again.',
      },
      'model-credit': {
        cause: 'The credit for the language model is used up.',
        next: 'Whoever runs me needs to top it up; then send the link again.',
      },
      'model-unknown': {
        cause: 'The language model I am set to use doesn’t exist.',
        next: 'Whoever runs me needs to choose another; then send the link again.',
      },
      'model-request': { cause: 'The language model didn’t take my request.', next: operatorLog },
      'model-overloaded': { cause: 'The language model is overloaded right now.', next: tryMinutes },
      'model-timeout': { cause: 'The language model took too long to answer.', next: tryMinutes },
      'model-unreachable': { cause: 'The language model can’t be reached right now.', next: tryMinutes },
      'model-refused': {
        cause: 'The language model declined to work on this video.',
        next: 'I won’t try again by myself.',
      },
      'model-truncated': {
        cause: 'The language model’s answer broke off before its end.',
        next: 'Send the link again for another try.',
      },
      'model-answer': {
        cause: 'The language model’s answer was of no use.',
        next: 'Send the link again for another try.',
      },
      'chat-refused': {
        cause: 'I’m not allowed to post this here.',
        next: 'An admin can check my permissions.',
      },
      'store-failed': { cause: 'I couldn’t save my work.', next: tryMinutes },
      'config-invalid': {
        cause: 'I’m not set up correctly.',
        next: 'Whoever runs me finds every setting explained in .env.example.',
      },
      cancelled: { cause: 'Stopped before it was finished.', next: 'Send the link again to start over.' },
      internal: {
        cause: 'Something went wrong on my side.',
        next: `${operatorLog} Sending the link again may help.`,
      },
    },
  },
};
