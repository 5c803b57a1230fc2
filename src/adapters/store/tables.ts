/**
 * The database as Kysely sees it. Columns keep to text and whole numbers so that every dialect stores the same values;
 * instants are milliseconds since the epoch.
 */
export interface Tables {
  readonly digests: DigestRow;
  readonly transcripts: TranscriptRow;
  readonly threads: ThreadRow;
  readonly traits: TraitRow;
}

interface DigestRow {
  video_id: string;
  language: string;
  prompt_version: string;
  /** The digest as JSON, with its own `schemaVersion`. */
  document: string;
  saved_at_ms: number;
}

interface TranscriptRow {
  video_id: string;
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
