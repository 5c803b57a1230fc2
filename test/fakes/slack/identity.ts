/** Who is who in the fake workspace. */
export const fakeSlackIds = {
  team: 'T0TEAM',
  app: 'A0APP',
  bot: 'B0BOT',
  botUser: 'U0BOT',
  person: 'U0PERSON',
} as const;

/** Tokens the fake takes, of the right shape and of no use anywhere else. */
export const fakeSlackTokens = {
  bot: 'xoxb-fake-bot',
  app: 'xapp-1-A0APP-1-fake',
  /** Of whoever manages the app. */
  config: 'xoxe.xoxp-1-fake',
} as const;
