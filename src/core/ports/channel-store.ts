/** Up to where a channel has been read. */
export interface ChannelMark {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
  /** The platform's id of the newest message whose requests are written down. */
  readonly message: string;
  /** When that message was posted, by the platform's clock. */
  readonly postedAtMs: number;
}

/** How far each channel has been read, so that what was posted while nobody listened is read later. */
export interface ChannelStore {
  /** Remembers the newest message: an older one than is known changes nothing. Called after its requests are added. */
  saw(mark: ChannelMark): Promise<void>;
  /** The channels of a workspace with a mark since `sinceMs`, most recent first. */
  active(where: Pick<ChannelMark, 'surface' | 'workspace'>, sinceMs: number): Promise<readonly ChannelMark[]>;
  /** Drops a channel that the bot has left. */
  forget(where: Pick<ChannelMark, 'surface' | 'workspace' | 'channel'>): Promise<void>;
}
