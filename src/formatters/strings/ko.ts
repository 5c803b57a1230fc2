import type { Catalogue } from './catalogue.ts';
import { numberFormat } from './counted.ts';

const number = numberFormat('ko');

const tryMinutes = '몇 분 뒤에 다시 시도해 주세요.';
const tryLater = '한 시간쯤 뒤에 다시 시도해 주세요.';
const operatorLog = '자세한 내용은 운영자가 로그에서 확인할 수 있어요.';
const noRetry = '자동으로 다시 시도하지는 않아요.';
const sendAgain = '링크를 다시 보내면 한 번 더 시도할게요.';

/** Korean. */
export const ko: Catalogue = {
  locale: 'ko',
  punctuation: {
    colon: ': ',
    factColon: ': ',
    comma: ', ',
    quotes: ['“', '”'],
    brackets: ['(', ')'],
    sentenceGap: ' ',
    dates: 'locale',
  },
  document: {
    videoFacts: '영상 정보',
    feed: '채널',
    published: '게시일',
    duration: '길이',
    link: '링크',
    originalTitle: '원제',
    captions: '자막',
    captionKinds: { manual: '직접 작성', auto: '자동 생성', file: '자막 파일' },
    tldr: 'TL;DR',
    chapters: '챕터 목록',
    chapterColumns: ['시간', '챕터', '한 문장 요약'],
    arguments: '핵심 논점',
    argumentContent: '핵심 내용',
    argumentConcepts: '주요 개념',
    argumentImplication: '실질적 의미',
    companies: '언급된 기업·제품',
    companyColumns: ['이름', '맥락', '중요도'],
    quotes: '인상적인 발언',
    quotesCounted: () => '인상적인 발언',
    people: '주요 인물',
    personIdentity: '소개',
    personBackground: '배경',
    personViews: '주요 견해',
    videoType: '영상 유형',
    translation: '전체 번역',
    transcript: '전체 스크립트',
    generatedAt: '생성 시각',
    generatedBy: (by) => `${by}(으)로 생성`,
  },
  marks: {
    notFromVideo: '영상 밖 정보',
    translatedByAi: 'AI 번역',
    doubtful: '번역이 불확실함',
    untranslated: '번역되지 않음',
    extractive: '언어 모델 미사용',
  },
  notices: {
    extractive:
      '발췌본: 언어 모델 없이 만들었어요. 문장은 모두 화자의 말에서 자동으로 고른 것이며, 요약도 번역도 하지 않았어요.',
    truncated: (until, total) =>
      until === null
        ? '이 영상의 자막에는 빠진 곳이 있어요. 빠진 내용은 여기에도 없어요.'
        : `자막이 ${until}에서 끝나요(전체 ${total}). 그 뒤의 내용은 여기에 없어요.`,
    missing: {
      outline: '이번에는 TL;DR과 챕터를 만들지 못했어요. 나머지는 모두 있어요.',
      analysis: '이번에는 논점, 기업·제품, 발언, 인물을 만들지 못했어요. 나머지는 모두 있어요.',
      translation: '이번에는 전체 번역을 만들지 못했어요. 나머지는 모두 있어요.',
    },
  },
  videoTypes: {
    interview: '인터뷰',
    panel: '패널 토론',
    lecture: '강의',
    presentation: '발표',
    tutorial: '튜토리얼',
    news: '뉴스',
    review: '리뷰',
    documentary: '다큐멘터리',
    vlog: '브이로그',
    demo: '시연',
    other: '기타',
  },
  importance: { 3: '핵심', 2: '논의됨', 1: '언급됨' },
  counts: {
    time: (covered, total) => `${covered} / ${total}`,
    covered: (covered, total) => `${covered} / ${total} 수록`,
    lines: (covered, total) => `${number(covered)} / ${number(total)}줄`,
    chapters: (count) => `챕터 ${number(count)}개`,
  },
  chat: {
    readInFull: '전문 읽기',
    transcript: '스크립트',
    postHere: (count) => `여기에 올리기(메시지 ${number(count)}개)`,
    anotherLanguage: '다른 언어',
    download: '다운로드',
    digestAgain: '다시 정리',
    remove: '삭제',
    readChapter: '챕터 읽기…',
    original: '원문',
    translation: '번역',
    modes: { auto: '모든 링크', react: '누군가 반응을 추가할 때', off: '명령어를 쓸 때만' },
    details: '논점, 기업, 발언, 인물',
    fullText: '전문',
    fullTextPart: (part, first, last) =>
      `전문${part === '' ? '' : ` ${part}`}: 챕터 ${first === last ? first : `${first}~${last}`}`,
    moreChapters: (count) => `챕터 ${number(count)}개 더`,
    outlining: '내용을 읽는 중',
    translating: (done, total) => `번역 중: 챕터 ${number(total)}개 중 ${number(done)}개 완료`,
    digestedOn: (date) => `${date}에 정리했어요`,
    thread: '스레드',
    welcome: {
      what: '여기에 YouTube 링크를 올리면 스레드에 TL;DR, 챕터, 전체 번역을 남길게요. 번역은 펼치기 전까지 접혀 있어요.',
      language: (language) => `${language}로 정리해요.`,
      quieter: (how) => `너무 많나요? “${how}” 명령어로 요청받을 때만 답하게 할 수 있어요.`,
      privacy: '영상 자막은 요약과 번역을 위해 Anthropic에 전송돼요. 여러분의 메시지는 저장하지 않아요.',
    },
  },
  budget: {
    total: 'AI 없이 만들었어요. 운영자가 모두에게 정해 둔 하루 한도에 이 영상을 처리할 금액이 남아 있지 않아요.',
    day: (limit, estimate) =>
      `AI 없이 만들었어요. 오늘 예산 ${limit}에 이 영상을 처리할 금액(약 ${estimate})이 남아 있지 않아요.`,
    channel: (limit, estimate) =>
      `AI 없이 만들었어요. 이 채널의 한 달 예산 ${limit}에 이 영상을 처리할 금액(약 ${estimate})이 남아 있지 않아요.`,
    video: (limit, estimate) =>
      `AI 없이 만들었어요. 이 영상에는 약 ${estimate}가 들어서, 한 편에 쓸 수 있는 ${limit}를 넘어요.`,
    person: (count) => `AI 없이 만들었어요. 한 사람이 한 시간에 요청할 수 있는 ${count}건을 모두 썼어요.`,
    resets: (at) => `${at}부터 다시 쓸 수 있어요.`,
    spendAnyway: '그래도 AI 사용',
  },
  failures: {
    nextTry: (at) => `${at}에 다시 시도하고 결과를 여기에 올릴게요.`,
    situations: {
      'video-unavailable': {
        cause: 'YouTube에 따르면 이 영상은 볼 수 없어요.',
        next: '다시 볼 수 있게 되면 링크를 다시 보내 주세요.',
      },
      'video-private': {
        cause: '비공개 영상이라 읽을 수 없어요.',
        next: '공개되거나 일부 공개로 바뀌면 링크를 다시 보내 주세요.',
      },
      'members-only': {
        cause: '채널 멤버십 전용 영상이라 읽을 수 없어요.',
        next: '모두에게 공개되면 링크를 다시 보내 주세요.',
      },
      'age-restricted': { cause: '로그인해서 나이를 확인해야 볼 수 있는 영상인데, 저는 계정이 없어요.', next: noRetry },
      'country-blocked': { cause: '제 서버가 있는 나라에서는 볼 수 없는 영상이에요.', next: noRetry },
      'video-unplayable': {
        cause: 'YouTube에서 이 영상을 재생할 수 없어요.',
        next: '나중에 재생되면 링크를 다시 보내 주세요.',
      },
      'live-now': {
        cause: '아직 생방송 중이에요.',
        next: '방송이 끝나고 자막이 생기면(보통 몇 시간 안) 링크를 다시 보내 주세요.',
        waiting: '자막이 생기면 정리할게요. 보통 몇 시간 안이에요.',
      },
      upcoming: {
        cause: '아직 시작하지 않은 영상이에요.',
        next: '끝난 뒤에 링크를 다시 보내 주세요.',
        waiting: '끝나고 자막이 생기면 정리할게요.',
      },
      'just-ended': {
        cause: '방송이 막 끝나서 YouTube가 자막을 준비하고 있어요.',
        next: '몇 시간 뒤에 링크를 다시 보내 주세요.',
        waiting: '자막이 생기면 정리할게요. 보통 몇 시간 안이에요.',
      },
      'captions-none': {
        cause: '이 영상에는 자막이 없어서 읽을 수 없어요.',
        next: '자막이 추가되면 링크를 다시 보내 주세요.',
      },
      'captions-gated': { cause: '자막은 있지만 지금은 YouTube에서 받아 올 수 없어요.', next: tryLater },
      'hardly-any-speech': {
        cause: '말이 거의 없는 영상이라 정리할 내용이 없어요.',
        next: '이번에는 정리하지 않을게요.',
      },
      'youtube-blocked': {
        cause: 'YouTube가 막고 있는 것은 제 서버예요. 보내신 영상에는 문제가 없어요.',
        next: tryLater,
      },
      'youtube-consent': { cause: 'YouTube가 영상 대신 동의 화면을 보여 주고 있어요.', next: tryLater },
      'youtube-unreachable': { cause: '지금은 YouTube에 연결할 수 없어요.', next: tryMinutes },
      'youtube-unreadable': {
        cause: 'YouTube의 응답을 아직 이해하지 못해요.',
        next: `업데이트가 필요할 수 있어요. ${operatorLog}`,
      },
      'link-invalid': {
        cause: '이 링크에서 YouTube 영상을 찾지 못했어요.',
        next: '영상 하나의 링크나 11자로 된 영상 ID를 보내 주세요.',
      },
      'captions-invalid': {
        cause: '이 자막 파일은 읽을 수 없어요.',
        next: 'SRT, WebVTT, YouTube 형식(json3, srv1, srv3)을 쓸 수 있어요.',
      },
      'language-invalid': { cause: '제가 모르는 언어예요.', next: 'en, zh-CN, pt-BR 같은 코드를 쓸 수 있어요.' },
      'model-auth': {
        cause: '언어 모델이 여기 설정된 키를 받아들이지 않아요.',
        next: '운영자가 올바른 키를 설정하면 링크를 다시 보내 주세요.',
      },
      'model-credit': {
        cause: '언어 모델의 사용 잔액이 다 떨어졌어요.',
        next: '운영자가 충전하면 링크를 다시 보내 주세요.',
      },
      'model-unknown': {
        cause: '설정된 언어 모델이 존재하지 않아요.',
        next: '운영자가 다른 모델을 고르면 링크를 다시 보내 주세요.',
      },
      'model-request': { cause: '언어 모델이 요청을 받아들이지 않았어요.', next: operatorLog },
      'model-overloaded': { cause: '지금은 언어 모델에 요청이 몰려 있어요.', next: tryMinutes },
      'model-timeout': { cause: '언어 모델의 응답이 너무 오래 걸렸어요.', next: tryMinutes },
      'model-unreachable': { cause: '지금은 언어 모델에 연결할 수 없어요.', next: tryMinutes },
      'model-refused': { cause: '언어 모델이 이 영상의 처리를 거절했어요.', next: noRetry },
      'model-truncated': { cause: '언어 모델의 응답이 중간에 끊겼어요.', next: sendAgain },
      'model-answer': { cause: '언어 모델의 응답을 쓸 수 없었어요.', next: sendAgain },
      'chat-refused': {
        cause: '여기에 이 내용을 올릴 권한이 없어요.',
        next: '관리자가 제 권한을 확인할 수 있어요.',
      },
      'store-failed': { cause: '결과를 저장하지 못했어요.', next: tryMinutes },
      'config-invalid': {
        cause: '설정이 올바르지 않아요.',
        next: '모든 설정의 설명은 .env.example에 있어요. 운영자에게 알려 주세요.',
      },
      cancelled: { cause: '끝나기 전에 중단됐어요.', next: '처음부터 다시 하려면 링크를 다시 보내 주세요.' },
      internal: { cause: '제 쪽에서 문제가 생겼어요.', next: `${operatorLog} ${sendAgain}` },
    },
  },
};
