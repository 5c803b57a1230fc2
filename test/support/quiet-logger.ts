import type { LogFields, Logger } from '../../src/core/ports/runtime.ts';

/** A logger that a test can read. */
export interface QuietLogger extends Logger {
  readonly entries: { readonly level: string; readonly message: string; readonly fields: LogFields | undefined }[];
}

/** A logger that only remembers. */
export function createQuietLogger(): QuietLogger {
  const entries: QuietLogger['entries'] = [];
  const at = (level: string) => (message: string, fields?: LogFields) => {
    entries.push({ level, message, fields });
  };
  return { entries, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
