/** A workspace that has let the bot in, on a platform where each gives a key of its own. */
export interface Installation {
  readonly surface: string;
  readonly workspace: string;
  /** The key and what belongs to it, encrypted by whoever saves it: a store cannot read it. */
  readonly sealed: string;
  /** When the workspace let it in, the last time; a renewed key does not change it. */
  readonly installedAtMs: number;
}

/** The keys of the workspaces that have let the bot in. */
export interface InstallationStore {
  /** Null for a workspace that has not let it in, or no longer does. */
  find(where: Pick<Installation, 'surface' | 'workspace'>): Promise<Installation | null>;
  /** Replaces what was known of the workspace. */
  save(installation: Installation): Promise<void>;
  /** Replaces the key of a workspace that is known; false, and nothing is written, for one that is not. */
  renew(installation: Omit<Installation, 'installedAtMs'>): Promise<boolean>;
  /** Nothing happens where there is none. All else of the workspace goes by `DataRemoval`. */
  delete(where: Pick<Installation, 'surface' | 'workspace'>): Promise<void>;
  /** Ids of all workspaces of a platform, in order. */
  workspaces(surface: string): Promise<readonly string[]>;
  /** True the first time within its life, of all processes: for what may be used once. Forgets what is past. */
  useOnce(token: string, untilMs: number): Promise<boolean>;
}
