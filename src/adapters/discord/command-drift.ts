import { z } from 'zod';
import { discordCommands } from './commands.ts';

/** The commands of this program beside those that are registered, by name. */
export interface CommandDrift {
  readonly missing: readonly string[];
  /** Registered in another form, as an older version of the program would have. */
  readonly outdated: readonly string[];
  readonly current: readonly string[];
  /** Registered, and none of this program's. */
  readonly foreign: readonly string[];
}

const listSchema = z.array(z.looseObject({ name: z.string(), type: z.number().default(1) }));

/** `registered` is the answer to `GET /applications/:id/commands?with_localizations=true`. Throws where it is none. */
export function compareCommands(registered: unknown): CommandDrift {
  const theirs = listSchema.parse(registered);
  const pairs = discordCommands.map((own) => ({
    own,
    found: theirs.find(({ name, type }) => name === own.name && type === own.type),
  }));
  const names = (wanted: (pair: (typeof pairs)[number]) => boolean) => pairs.filter(wanted).map(({ own }) => own.name);
  return {
    missing: names(({ found }) => found === undefined),
    outdated: names(({ own, found }) => found !== undefined && !saysSame(own, found)),
    current: names(({ own, found }) => found !== undefined && saysSame(own, found)),
    foreign: theirs.filter((each) => !pairs.some(({ found }) => found === each)).map(({ name }) => name),
  };
}

/** Whether Discord's form of something holds all that ours says: it adds fields of its own, and drops what is empty. */
function saysSame(own: unknown, theirs: unknown): boolean {
  if (isEmpty(own)) return isEmpty(theirs);
  if (Array.isArray(own)) return Array.isArray(theirs) && sameItems(own, theirs);
  if (typeof own !== 'object' || own === null) return own === theirs;
  if (typeof theirs !== 'object' || theirs === null) return false;
  const fields: Readonly<Record<string, unknown>> = { ...theirs };
  return Object.entries(own).every(([key, value]) => saysSame(value, fields[key]));
}

/** Objects in their order, as people see them; of plain values the order says nothing. */
function sameItems(own: readonly unknown[], theirs: readonly unknown[]): boolean {
  if (own.length !== theirs.length) return false;
  const arePlain = own.every((item) => typeof item !== 'object');
  return own.every((item, index) => (arePlain ? theirs.includes(item) : saysSame(item, theirs[index])));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}
