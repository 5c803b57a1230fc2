import type { Situation } from './fake-video.ts';
import { captchaPage, consentPage, errorPage } from './page-bodies.ts';
import { errorReply, type Reply } from './reply.ts';

/** A player answer or page as it comes in that situation. */
export function onTheWire(situation: Situation, body: string, type: string): Reply {
  const tooMany = { status: 429, type: 'text/html', headers: { 'retry-after': '120' }, body: captchaPage };
  const wire: Partial<Record<Situation, Reply>> = {
    captcha: { type: 'text/html', body: captchaPage },
    'captcha-redirect': { status: 302, headers: { location: 'https://www.google.com/sorry/index?continue=made-up' } },
    consent: { type: 'text/html', body: consentPage },
    'consent-redirect': { status: 302, headers: { location: 'https://consent.youtube.com/m?continue=made-up' } },
    'too-many-requests': tooMany,
    forbidden: errorReply(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
    'server-error': errorReply(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
    'server-error-once': errorReply(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
    'not-json': { body: ")]}' soon" },
    'not-a-player-answer': { body: '{"responseContext":{}}' },
    hang: { fault: 'hang' },
    'hang-mid-body': { body, type, fault: 'hang-mid-body' },
    'cut-mid-body': { body, type, fault: 'cut-mid-body' },
  };
  return wire[situation] ?? { body, type };
}

/** A caption answer as it comes in that situation. */
export function captionsOnTheWire(situation: Situation, { body, type }: { body: string; type: string }): Reply {
  const wire: Partial<Record<Situation, Reply>> = {
    'captions-empty': { type: 'text/html', body: '' },
    'captions-no-words': { body: '{"wireMagic":"pb3","events":[{"tStartMs":0,"dDurationMs":9000,"id":1}]}' },
    'captions-unknown-format': { body: '{"cues":[]}' },
    'captions-page': { type: 'text/html', body: errorPage },
    'captions-captcha': { type: 'text/html', body: captchaPage },
    'captions-too-many-requests': { status: 429, type: 'text/html', body: captchaPage },
    'captions-not-found': { status: 404, type: 'text/html', body: errorPage },
    'captions-server-error': { status: 500, type: 'text/html', body: errorPage },
    'captions-hang': { fault: 'hang' },
    'captions-hang-mid-body': { body, type, fault: 'hang-mid-body' },
    'captions-cut-mid-body': { body, type, fault: 'cut-mid-body' },
    'captions-endless': { body: `${body}\n`, type, fault: 'endless' },
  };
  return wire[situation] ?? { body, type };
}
