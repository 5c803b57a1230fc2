import { LogLevel, type Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from '../../core/ports/runtime.ts';

const longestDetail = 300;

/**
 * The house's log for Slack's libraries. Warnings and errors only: at lower levels they log whole requests, message
 * text included.
 */
export function createSdkLogger(logger: Logger): SlackLogger {
  const detail = (parts: readonly unknown[]): string => parts.map(String).join(' ').slice(0, longestDetail);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts: unknown[]) => logger.warn('slack library warning', { detail: detail(parts) }),
    error: (...parts: unknown[]) => logger.error('slack library error', { detail: detail(parts) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
