/**
 * The database as Kysely sees it. Columns keep to text and whole numbers so that every dialect stores the same values;
 * instants are milliseconds since the epoch, by this program's clock. A PostgreSQL driver hands out a `bigint` as text:
 * whatever reads one says `Number()`.
 */
export interface Tables {
  readonly digests: DigestRow;
  readonly transcripts: TranscriptRow;
  readonly threads: ThreadRow;
  readonly traits: TraitRow;
  readonly requests: RequestRow;
  readonly leases: LeaseRow;
  readonly posts: PostRow;
  readonly answers: AnswerRow;
  readonly channels: ChannelRow;
  readonly charges: ChargeRow;
  readonly purses: PurseRow;
  readonly settings: SettingRow;
  readonly installations: InstallationRow;
  readonly used_tokens: UsedTokenRow;
}

interface DigestRow {
  video_id: string;
  language: string;
  prompt_version: string;
  /** Empty for one that all share. */
  owner: string;
  /** The digest as JSON, with its own `schemaVersion`. */
  document: string;
  saved_at_ms: number;
}

interface TranscriptRow {
  video_id: string;
  /** As of a digest. */
  owner: string;
  /** JSON of a Video. */
  video: string;
  /** JSON of its Captions. */
  captions: string;
  saved_at_ms: number;
}

interface ThreadRow {
  surface: string;
  workspace: string;
  channel: string;
  thread: string;
  video_id: string;
  language: string;
  link: string;
  posted_at_ms: number;
}

interface TraitRow {
  workspace: string;
  trait: string;
  value: string;
}

/** A request as a row. */
export interface RequestRow {
  id: string;
  surface: string;
  workspace: string;
  channel: string;
  message: string;
  thread: string | null;
  author: string;
  video_id: string;
  language: string;
  job_key: string;
  state: string;
  due_at_ms: number;
  failures: number;
  code: string | null;
  asked_at_ms: number;
  changed_at_ms: number;
  scope: string;
  /** 1 where somebody asked the bot itself. */
  asked: number;
  start_ms: number | null;
  act: string;
  /** 1 for one that was open in a backup: what was posted for it since is not known. */
  restored: number;
}

interface LeaseRow {
  key: string;
  /** Null once it was released; the row stays, for the token must never go back. */
  owner: string | null;
  token: number;
  taken_at_ms: number;
  until_ms: number;
  deaths: number;
}

/** What is known of a message of the bot's, as a row. */
export interface PostRow {
  key: string;
  workspace: string;
  state: string;
  attempt: number;
  token: number;
  intended_at_ms: number;
  post_channel: string | null;
  post_message: string | null;
}

interface AnswerRow {
  job_key: string;
  call: string;
  nth: number;
  /** JSON of a ModelAnswer. */
  answer: string;
  saved_at_ms: number;
}

interface ChannelRow {
  surface: string;
  workspace: string;
  channel: string;
  message: string;
  posted_at_ms: number;
}

interface SettingRow {
  surface: string;
  workspace: string;
  /** Empty for a setting of the whole workspace. */
  channel: string;
  name: string;
  /** How the value is to be read: `settingsVersion`. */
  version: number;
  /** JSON. */
  value: string;
  changed_at_ms: number;
}

/** What one digest cost or saved, as a row. Money is in millionths of a dollar. */
export interface ChargeRow {
  key: string;
  /** `made` with a model, or `served` from the store. */
  kind: string;
  surface: string;
  workspace: string;
  channel: string;
  author: string;
  video_id: string;
  language: string;
  /** When it was promised, the last time, or served. */
  at_ms: number;
  reserved_micro_usd: number;
  /** The promise holds until then; 0 once it is settled. */
  until_ms: number;
  /** Null until it is settled. */
  spent_micro_usd: number | null;
  saved_micro_usd: number;
  /** 1 where the cost is not known in full. */
  unpriced: number;
}

/** What a workspace's reservations queue at; with empty names, those of all workspaces together. */
interface PurseRow {
  surface: string;
  workspace: string;
  taken: number;
}

interface InstallationRow {
  surface: string;
  workspace: string;
  /** Encrypted before it came here. */
  sealed: string;
  installed_at_ms: number;
  changed_at_ms: number;
}

interface UsedTokenRow {
  token: string;
  /** It cannot be used again after that. */
  until_ms: number;
}
