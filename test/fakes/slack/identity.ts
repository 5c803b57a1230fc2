/** Who is who in a fake workspace. */
export interface FakeSlackIds {
  readonly team: string;
  readonly app: string;
  readonly bot: string;
  readonly botUser: string;
  readonly person: string;
}

/** Who is who in the first fake workspace. */
export const fakeSlackIds = {
  team: 'T0TEAM',
  app: 'A0APP',
  bot: 'B0BOT',
  botUser: 'U0BOT',
  person: 'U0PERSON',
} as const satisfies FakeSlackIds;

/** The same of another workspace; `number` from 1. */
export function idsOfTeam(number: number): FakeSlackIds {
  const { app } = fakeSlackIds;
  return { team: `T${number}TEAM`, app, bot: `B${number}BOT`, botUser: `U${number}BOT`, person: `U${number}PERSON` };
}

/** Tokens the fake takes, of the right shape and of no use anywhere else. */
export const fakeSlackTokens = {
  bot: 'xoxb-fake-bot',
  app: 'xapp-1-A0APP-1-fake',
  /** Of whoever manages the app. */
  config: 'xoxe.xoxp-1-fake',
} as const;

/** What the app and Slack know each other by. */
export const fakeSlackSecrets = {
  signing: 'fake-signing-secret',
  clientId: '123.456',
  client: 'fake-client-secret',
} as const;
