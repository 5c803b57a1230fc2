import type { SurfaceOptions } from './chat-surface.ts';

/** Who looks at what. */
export interface Sight {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string;
  /** The platform's id of the person. */
  readonly viewer: string;
}

/** Whether somebody can open a channel. */
export interface ChannelSight {
  /** False in doubt: for a channel that is gone, and where the platform will not tell. */
  canOpen(sight: Sight, options: SurfaceOptions): Promise<boolean>;
}
