/** What a request says it comes from. Data: a client that YouTube retires is replaced here and nowhere else. */
export interface PlayerClient {
  readonly name: string;
  /** The number YouTube knows the client by, sent as `X-YouTube-Client-Name`. */
  readonly id: string;
  readonly version: string;
  readonly userAgent: string;
  /** Further fields of `context.client`. */
  readonly device: Readonly<Record<string, string | number>>;
}

/** One rung: a client of the player endpoint, or the page people see. */
export type Rung = { readonly kind: 'player'; readonly client: PlayerClient } | { readonly kind: 'watch' };

const desktopUserAgent =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_7_3) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';

const android: PlayerClient = {
  name: 'ANDROID',
  id: '3',
  version: '20.10.38',
  userAgent: 'com.google.android.youtube/20.10.38 (Linux; U; Android 14)',
  device: { osName: 'Android', osVersion: '14', androidSdkVersion: 34 },
};

const visionOs: PlayerClient = {
  name: 'VISIONOS',
  id: '101',
  version: '1.02',
  userAgent: desktopUserAgent,
  device: { deviceMake: 'Apple', deviceModel: 'RealityDevice17,1', osName: 'visionOS', osVersion: '26.5.23O471' },
};

const ios: PlayerClient = {
  name: 'IOS',
  id: '5',
  version: '21.02.3',
  userAgent: 'com.google.ios.youtube/21.02.3 (iPhone16,2; U; CPU iOS 18_3_2 like Mac OS X;)',
  device: { deviceMake: 'Apple', deviceModel: 'iPhone16,2', osName: 'iPhone', osVersion: '18.3.2.22D82' },
};

/** Asked for the publish date alone: its caption addresses are gated, and only it has `microformat`. */
export const webClient: PlayerClient = {
  name: 'WEB',
  id: '1',
  version: '2.20260114.08.00',
  userAgent: desktopUserAgent,
  device: {},
};

/** In the order asked. The app clients' caption addresses need no proof of origin; the watch page's mostly do. */
export const clientLadder: readonly Rung[] = [
  { kind: 'player', client: android },
  { kind: 'player', client: visionOs },
  { kind: 'player', client: ios },
  { kind: 'watch' },
];

/** Name of a rung in logs and messages. */
export function rungName(rung: Rung): string {
  return rung.kind === 'player' ? rung.client.name : 'watch page';
}

/** Language and country the answers are asked in. Reasons are matched in English, so anything but `en` is for mirrors. */
export interface Locale {
  readonly hl: string;
  readonly gl: string;
}

/** Headers and body of a player request, as the client itself sends it. */
export function playerRequest(client: PlayerClient, videoId: string, locale: Locale) {
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': client.userAgent,
      'x-youtube-client-name': client.id,
      'x-youtube-client-version': client.version,
    },
    body: JSON.stringify({
      context: { client: { clientName: client.name, clientVersion: client.version, ...client.device, ...locale } },
      videoId,
      contentCheckOk: true,
      racyCheckOk: true,
    }),
  };
}

/** Headers of a page or caption request. The cookie declines EU consent once, so that the page is not its form. */
export function pageHeaders(rung: Rung, locale: Locale): Record<string, string> {
  return {
    'user-agent': rung.kind === 'player' ? rung.client.userAgent : desktopUserAgent,
    'accept-language': `${locale.hl}-${locale.gl},${locale.hl};q=0.9`,
    ...(rung.kind === 'watch' ? { cookie: 'SOCS=CAI' } : {}),
  };
}
