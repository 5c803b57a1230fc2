import type { Catalogue } from './catalogue.ts';

/** A calendar date (`2025-12-22`) as a document shows it. What is not one is shown as it is. */
export function formatDate(strings: Catalogue, isoDate: string): string {
  const at = Date.parse(`${isoDate}T00:00:00Z`);
  if (strings.punctuation.dates === 'iso' || Number.isNaN(at)) return isoDate;
  return new Intl.DateTimeFormat(strings.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** Day and month of an instant, `22 Dec`; with the year when it is not `nowMs`'s. */
export function formatDay(strings: Catalogue, atMs: number, nowMs: number, timeZone = 'UTC'): string {
  return new Intl.DateTimeFormat(strings.locale, { ...dayFields(atMs, nowMs, timeZone), timeZone }).format(atMs);
}

function dayFields(atMs: number, nowMs: number, timeZone: string): Intl.DateTimeFormatOptions {
  const year = (ms: number) => new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(ms);
  return { day: 'numeric', month: 'short', ...(year(atMs) === year(nowMs) ? {} : { year: 'numeric' }) };
}

/** Time of day of an instant, `14:20`; with the day when it is not `nowMs`'s. Always 24 hours. */
export function formatClock(strings: Catalogue, atMs: number, nowMs: number, timeZone = 'UTC'): string {
  const day = (ms: number) => new Intl.DateTimeFormat('en', { dateStyle: 'short', timeZone }).format(ms);
  return new Intl.DateTimeFormat(strings.locale, {
    ...(day(atMs) === day(nowMs) ? {} : dayFields(atMs, nowMs, timeZone)),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(atMs);
}

/** An instant as `2025-12-22 19:47:10 UTC`: sortable, and the same in every language. */
export function formatInstant(isoInstant: string): string {
  const at = Date.parse(isoInstant);
  return Number.isNaN(at) ? isoInstant : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
