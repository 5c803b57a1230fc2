import type { Digest } from '../domain/digest.ts';
import type { Captions } from '../domain/transcript.ts';
import type { Video } from '../domain/video.ts';
import type { AnswerMemory } from './answer-memory.ts';
import type { ChannelStore } from './channel-store.ts';
import type { DataRemoval } from './data-removal.ts';
import type { InstallationStore } from './installation-store.ts';
import type { LeaseStore } from './lease-store.ts';
import type { OutboxStore } from './outbox.ts';
import type { ReplyStore } from './reply-store.ts';
import type { RequestStore } from './request-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { UsageLedger } from './usage-ledger.ts';

/** What makes two digests the same work. */
export interface DigestKey {
  readonly videoId: string;
  readonly language: string;
  readonly promptVersion: string;
  /** By `ownerOf` for what only one workspace may have, such as an unlisted video; empty, the default, for all others. */
  readonly owner?: string;
}

/** Finished digests. */
export interface DigestStore {
  /** The digest saved under this key, or null. One that no longer parses counts as absent. */
  find(key: DigestKey): Promise<Digest | null>;
  /** Replaces what was saved under this key. */
  save(key: DigestKey, digest: Digest): Promise<void>;
  /** The digest is to be made anew; nothing happens where there is none. */
  forget(key: DigestKey): Promise<void>;
}

/**
 * Facts and captions as fetched, the newest of each video, whatever the language of its digests. `owner` as in a
 * `DigestKey`.
 */
export interface TranscriptStore {
  find(videoId: string, owner?: string): Promise<{ video: Video; captions: Captions } | null>;
  save(video: Video, captions: Captions, owner?: string): Promise<void>;
}

/** A thread that holds a digest of a video. */
export interface DigestThread {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
  readonly videoId: string;
  readonly language: string;
  /** The platform's id of the message whose thread it is. */
  readonly thread: string;
  readonly link: string;
  readonly postedAtMs: number;
}

/** Where digests have been posted. */
export interface ThreadStore {
  /** The newest thread for this video in this channel and language since `sinceMs`, or null. */
  find(
    where: Pick<DigestThread, 'surface' | 'workspace' | 'channel' | 'videoId' | 'language'>,
    sinceMs: number,
  ): Promise<DigestThread | null>;
  save(thread: DigestThread): Promise<void>;
  /**
   * The channel's threads with this digest, or that one of them alone, no longer count as an answer; nothing happens
   * where there are none.
   */
  forget(
    where: Pick<DigestThread, 'surface' | 'workspace' | 'channel' | 'videoId' | 'language'>,
    thread?: string,
  ): Promise<void>;
}

/** Digests as a list of one workspace. */
export interface RecentThreads {
  /** The newest threads of a workspace, over all its channels, newest first, at most `limit`. */
  newest(where: Pick<DigestThread, 'surface' | 'workspace'>, limit: number): Promise<readonly DigestThread[]>;
}

/** Facts learned about a workspace, e.g. that it refuses container blocks. */
export interface WorkspaceTraitStore {
  get(workspace: string, trait: string): Promise<string | null>;
  set(workspace: string, trait: string, value: string): Promise<void>;
}

/** All that outlives the process. Every operation throws `store-failed` when the storage fails or is closed. */
export interface Store {
  readonly digests: DigestStore;
  readonly transcripts: TranscriptStore;
  readonly threads: ThreadStore;
  readonly recent: RecentThreads;
  readonly traits: WorkspaceTraitStore;
  readonly requests: RequestStore;
  readonly leases: LeaseStore;
  readonly outbox: OutboxStore;
  readonly replies: ReplyStore;
  readonly answers: AnswerMemory;
  readonly channels: ChannelStore;
  readonly ledger: UsageLedger;
  readonly settings: SettingsStore;
  readonly installations: InstallationStore;
  readonly removal: DataRemoval;
  /** Waits for operations under way, then releases the file or the connections. */
  close(): Promise<void>;
}
