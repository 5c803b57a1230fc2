/** A watch page as far as anyone reads it. `<` in strings is escaped, as the real one's. */
export function watchPage(player: unknown, publishedOn: string | undefined): string {
  const json = JSON.stringify(player).replaceAll('<', '\\u003c');
  const date = publishedOn === undefined ? '' : `<meta itemprop="datePublished" content="${publishedOn}">`;
  return `<!DOCTYPE html><html><head><title>YouTube</title></head><body><div id="watch7-content">${date}</div>
<script nonce="made-up">var ytInitialPlayerResponse = ${json};var meta = document.createElement('meta');</script>
<script>if (window.ytInitialPlayerResponse) { start(window.ytInitialPlayerResponse); }</script></body></html>`;
}

/** The page that stands in front of YouTube in the EU. */
export const consentPage = `<!DOCTYPE html><html lang="de"><head><title>Before you continue to YouTube</title></head>
<body><form action="https://consent.youtube.com/s" method="POST"><input type="hidden" name="v" value="cb.made-up">
<button>Reject all</button></form></body></html>`;

/** The page that an address which asks too much is shown. */
export const captchaPage = `<html><head><title>https://www.youtube.com/</title></head><body>
<form id="captcha-form" action="/sorry/index" method="post"><div id="recaptcha" class="g-recaptcha"></div></form>
Our systems have detected unusual traffic from your computer network.</body></html>`;

/** A page that tells nothing. */
export const errorPage =
  '<!DOCTYPE html><html><head><title>YouTube</title></head><body>Something went wrong</body></html>';
