import type { App, Receiver } from '@slack/bolt';

/** The way by which Slack reaches the app: a socket that the bot opens, or requests to an address of the bot's. */
export interface SlackLine {
  readonly receiver: Receiver;
  /**
   * Resolves once Slack can reach the app. `onReopened` is called each time that is so again after it was not; it must
   * not throw. Throws `config-invalid` and `chat-refused`.
   */
  open(app: App, onReopened: () => void, signal: AbortSignal): Promise<void>;
  /** Whether Slack can reach the app just now, as far as this side can tell. */
  isOpen(): boolean;
  /** Takes nothing more. Resolves within a few seconds. */
  close(): Promise<void>;
}

/** Makes the line of one app; nothing on it is acknowledged once `stopping` aborts. */
export type MakeSlackLine = (stopping: AbortSignal) => SlackLine;
