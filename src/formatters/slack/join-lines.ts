import { slackLimits } from './limits.ts';

/** Lines put together as far as a section goes, in order. */
export function joinLines(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= slackLimits.sectionText) {
      texts.splice(-1, 1, `${last}\n${line}`);
    } else texts.push(line);
  }
  return texts;
}
