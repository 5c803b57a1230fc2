/**
 * What a secret looks like. Each pattern stops before a quote, so that redacted JSON stays JSON; all run in linear time
 * over a line.
 */
const secrets: readonly (readonly [RegExp, string])[] = [
  // Slack's tokens of every kind, and the address of an incoming webhook.
  [/\b(?:xoxe\.)?x(?:ox[a-z]|app)-[A-Za-z0-9-]+/g, '[slack token]'],
  [/\bhooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]+/g, '[slack webhook]'],
  // Discord's bot tokens, and those of interactions and webhooks within the addresses that are called with them.
  [/\b[A-Za-z0-9_-]{24,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/g, '[discord token]'],
  [/(\/(?:webhooks|interactions)\/\d{15,}\/)[A-Za-z0-9_-]{16,}/g, '$1[discord token]'],
  // Longer than a video's id, which may begin like this.
  [/\bsk-[A-Za-z0-9_-]{16,}/g, '[api key]'],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 [secret]'],
  // A header or field named for what it holds, as text or within JSON that lies in a JSON string.
  [
    /((?:x-api-key|authorization|set-cookie|cookie|password|api_?key)\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\,;&}[]+/gi,
    '$1[secret]',
  ],
  // The password of an address, as a proxy's has one.
  [/\/\/[^\s/:@"]{1,200}:[^\s/@"]{1,200}@/g, '//[secret]@'],
];

/** The text without anything that looks like a token, key or password. What is around it stays, for the search. */
export function redact(text: string): string {
  return secrets.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
}
