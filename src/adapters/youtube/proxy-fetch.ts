import { ProxyAgent, fetch as undiciFetch } from 'undici';
import { VidigestError } from '../../core/domain/errors.ts';

/**
 * A fetch whose every request goes through an http or https proxy, with the credentials in its address if any. They
 * appear in no error of ours. Throws `config-invalid` for any other address. Connections close after a few idle
 * seconds; there is nothing to release.
 */
export function createProxyFetch(proxyUrl: string): typeof fetch {
  const dispatcher = new ProxyAgent({ uri: parseProxyUrl(proxyUrl) });
  // undici's own fetch and Node's, which is an older undici, differ in types alone for the string requests made here.
  const proxied: unknown = (input: Parameters<typeof undiciFetch>[0], init?: Parameters<typeof undiciFetch>[1]) =>
    undiciFetch(input, { ...init, dispatcher });
  return proxied as typeof fetch;
}

function parseProxyUrl(proxyUrl: string): string {
  const url = URL.parse(proxyUrl);
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return url.href;
  throw new VidigestError('config-invalid', 'the proxy must be an http:// or https:// address');
}
