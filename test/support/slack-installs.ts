import type { FakeSlack } from '../fakes/fake-slack.ts';

/** Somebody's browser on the two pages of an installation. */
export interface InstallBrowser {
  /** Opens the first page; the address it leads to. */
  begin(): Promise<URL>;
  /** Comes back from Slack, with the cookie of this browser. */
  comeBack(query: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly text: string }>;
}

/** A browser without cookies. `address`: of the bot's server. */
export function openBrowser(address: () => string): InstallBrowser {
  let cookie = '';
  return {
    async begin() {
      const page = await fetch(`${address()}/slack/install`);
      const [set = ''] = page.headers.getSetCookie();
      cookie = set.split(';')[0] ?? '';
      const [, href = ''] = /href="([^"]+)"/.exec(await page.text()) ?? [];
      return new URL(href.replaceAll('&amp;', '&'));
    },
    async comeBack(query) {
      const path = `/slack/oauth_redirect?${new URLSearchParams(query).toString()}`;
      const page = await fetch(`${address()}${path}`, { headers: cookie === '' ? {} : { cookie } });
      return { status: page.status, text: await page.text() };
    },
  };
}

/** Lets the bot into a workspace, as somebody does it in a browser. */
export async function install(
  { slack, address }: { readonly slack: FakeSlack; readonly address: () => string },
  team: string,
): Promise<void> {
  const browser = openBrowser(address);
  const state = (await browser.begin()).searchParams.get('state') ?? '';
  const { status, text } = await browser.comeBack({ code: slack.tokens.allow(team), state });
  if (status !== 200) throw new Error(`not installed: ${status} ${text}`);
}
