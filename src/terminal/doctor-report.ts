import type { Finding } from '../core/ports/check.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** Where a report goes, and in which form. */
export interface ReportOptions {
  /** One JSON document at the end instead of lines as they come. */
  readonly json: boolean;
  /** Takes secrets out of what is written. */
  readonly redact: (text: string) => string;
  readonly write: (text: string) => void;
}

const words: Readonly<Record<Finding['state'], string>> = { ok: 'ok', mend: 'to mend', unknown: 'unknown' };
const column = 9;

/**
 * Writes findings, a line each as they come, with what to do below it, and counts them at the end. Returns `ok` where
 * nothing has to be mended, else `configuration`.
 */
export async function reportFindings(
  findings: AsyncIterable<Finding>,
  { json, redact, write }: ReportOptions,
): Promise<ExitCode> {
  const seen: Finding[] = [];
  for await (const finding of findings) {
    const clean = cleaned(finding, redact);
    seen.push(clean);
    if (!json) write(`${lineOf(clean)}\n`);
  }
  if (json) write(`${JSON.stringify(seen, null, 2)}\n`);
  else write(`\n${summaryOf(seen)}\n`);
  return seen.some(({ state }) => state === 'mend') ? exitCodes.configuration : exitCodes.ok;
}

function lineOf({ state, subject, text, advice }: Finding): string {
  const line = `${words[state].padEnd(column)}${subject}: ${text}`;
  return advice === null ? line : `${line}\n${' '.repeat(column)}→ ${advice}`;
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (state: Finding['state']) =>
    `${findings.filter((each) => each.state === state).length} ${words[state]}`;
  return `${count('ok')}, ${count('mend')}, ${count('unknown')}`;
}

/** Names of servers and words of services are in it: nothing of them moves the cursor or begins a line. */
function cleaned({ state, subject, text, advice }: Finding, redact: (text: string) => string): Finding {
  const clean = (words: string): string => redact(words).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return { state, subject: clean(subject), text: clean(text), advice: advice === null ? null : clean(advice) };
}
