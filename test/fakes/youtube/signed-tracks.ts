import { createHash } from 'node:crypto';
import type { FakeClient, FakeTrack, FakeVideo, Situation } from './fake-video.ts';

interface SignedTrack {
  readonly video: FakeVideo;
  readonly track: FakeTrack;
  readonly client: FakeClient;
}

/** Caption addresses as the player gives them out; only what was signed is served. */
export interface SignedTracks {
  /** An address at www.youtube.com, or elsewhere in the situation `foreign-host`. */
  sign(signed: SignedTrack, situation: Situation): string;
  /** What a query was signed for; null for a query altered in a signed part. */
  resolve(query: URLSearchParams): SignedTrack | null;
}

/** The parts a signature holds for. `fmt` is not among them, as with the real one. */
const signedParts = ['v', 'ei', 'caps', 'opi', 'ip', 'ipbits', 'expire', 'exp', 'key', 'kind', 'lang', 'name'];

/** An empty register of addresses. */
export function createSignedTracks(): SignedTracks {
  const known = new Map<string, SignedTrack>();
  return {
    sign(signed, situation) {
      const { video, track, client } = signed;
      const query = new URLSearchParams({ v: video.id, ei: `made-up-${client}`, caps: 'asr', opi: '112496729' });
      if (situation === 'gated-address') query.set('exp', 'xftt,xpe');
      for (const [name, value] of Object.entries({ ip: '0.0.0.0', ipbits: '0', expire: '1999999999' }))
        query.set(name, value);
      query.set('sparams', 'ip,ipbits,expire,v,ei,caps,opi');
      query.set('key', 'yt8');
      if (track.kind === 'auto') query.set('kind', 'asr');
      query.set('lang', track.language);
      if (track.name !== undefined) query.set('name', track.name);
      const signature = signatureOf(query);
      known.set(signature, signed);
      query.set('signature', signature);
      // The Android app asks for srv3 by its address; the others leave it open, which means srv1.
      if (client === 'ANDROID') query.set('fmt', 'srv3');
      const host = situation === 'foreign-host' ? 'www.youtube.com.evil.example' : 'www.youtube.com';
      return `https://${host}/api/timedtext?${query}`;
    },
    resolve(query) {
      const signature = query.get('signature') ?? '';
      return signature === signatureOf(query) ? (known.get(signature) ?? null) : null;
    },
  };
}

function signatureOf(query: URLSearchParams): string {
  const signed = signedParts.map((part) => `${part}=${query.get(part) ?? ''}`).join('&');
  return createHash('sha1').update(signed).digest('hex').toUpperCase();
}
