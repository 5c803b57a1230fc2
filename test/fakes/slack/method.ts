import type { FakeApp } from './app-settings.ts';
import type { MessageRules } from './check-message.ts';
import type { FakeFiles } from './files.ts';
import type { FakeSlackIds } from './identity.ts';
import type { FakeInteractivity } from './interactivity.ts';
import { SlackRefusalError } from './refusal-error.ts';
import type { FakeChannel, FakeMessage, FakeWorkspace } from './workspace.ts';

/** Something said to one person alone. */
export interface FakeEphemeral {
  readonly channel: string;
  readonly user: string;
  readonly thread_ts: string | undefined;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** What the methods work on. */
export interface MethodWorld {
  /** Of the workspace whose token the call has. */
  readonly ids: FakeSlackIds;
  readonly workspace: FakeWorkspace;
  readonly rules: MessageRules & { readonly pageLimit: number };
  readonly ephemerals: FakeEphemeral[];
  readonly interactivity: FakeInteractivity;
  readonly files: FakeFiles;
  readonly app: FakeApp;
  /** Tells listeners about a message that was added, changed or deleted. */
  readonly announce: (change: 'added' | 'changed' | 'deleted', channel: FakeChannel, message: FakeMessage) => void;
}

/** Arguments of a call, decoded: those that the fake reads. */
export type MethodArguments = Readonly<Partial<Record<ArgumentName, string>>>;
type ArgumentName =
  | 'channel'
  | 'ts'
  | 'thread_ts'
  | 'message_ts'
  | 'timestamp'
  | 'text'
  | 'blocks'
  | 'user'
  | 'name'
  | 'limit'
  | 'cursor'
  | 'token'
  | 'unfurl_links'
  | 'unfurl_media'
  | 'parse'
  | 'trigger_id'
  | 'view'
  | 'view_id'
  | 'user_id'
  | 'hash'
  | 'include_locale'
  | 'filename'
  | 'length'
  | 'files'
  | 'channel_id'
  | 'metadata'
  | 'include_all_metadata'
  | 'oldest'
  | 'latest'
  | 'inclusive'
  | 'bot'
  | 'app_id'
  | 'client_id'
  | 'client_secret'
  | 'grant_type'
  | 'code'
  | 'refresh_token';

/** One method of the Web API. */
export interface Method {
  readonly token: 'bot' | 'app' | 'config';
  /** Scope it needs; by kind of channel where it depends on that. */
  readonly scope: string | Readonly<Record<FakeChannel['kind'], string>> | null;
  readonly run: (args: MethodArguments, world: MethodWorld) => Readonly<Record<string, unknown>>;
}

/** The channel, where the bot may write into it. */
export function writable({ channel: id }: MethodArguments, { workspace }: MethodWorld): FakeChannel {
  const channel = workspace.channel(id);
  if (channel.archived) throw new SlackRefusalError('is_archived');
  if (!channel.member) throw new SlackRefusalError('not_in_channel');
  if (channel.restricted) throw new SlackRefusalError('restricted_action');
  return channel;
}
