import type { SettingsChange, SettingsLayer } from '../domain/settings.ts';

/** What settings are for: a channel, or with `channel` null all of a workspace. */
export interface SettingsPlace {
  readonly surface: string;
  readonly workspace: string;
  readonly channel: string | null;
}

/** What people have decided, each place for itself; merging is the caller's. */
export interface SettingsStore {
  /** What is decided for exactly this place; empty where nothing is. What no longer parses counts as undecided. */
  find(place: SettingsPlace): Promise<SettingsLayer>;
  /**
   * Writes down what is set and drops what is reset, all or none. Settings that the change does not name stay as they
   * are, also when somebody else changes them at the same time.
   */
  change(place: SettingsPlace, change: SettingsChange): Promise<void>;
}
