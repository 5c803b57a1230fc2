import { parseArgs } from 'node:util';
import { suggestion } from './suggestion.ts';
import { UsageError } from './usage-error.ts';

/**
 * What a process of the bot does: `gateway` listens and speaks, `worker` makes digests, `all` does both. `shard` is for
 * gateways, which start such processes for a part of Discord's servers each.
 */
export const roles = ['all', 'gateway', 'worker', 'shard'] as const;
export type Role = (typeof roles)[number];

/** The commands that copy data. */
export interface CopyCommand {
  readonly kind: 'backup' | 'restore';
  readonly file: string;
}

/** The commands of whoever runs the bot. */
export type OperationCommand =
  | { readonly kind: 'start'; readonly role: Role }
  /** Looks at the installation; `json`: for programs. */
  | { readonly kind: 'doctor'; readonly json: boolean }
  /** Registers the commands on Discord. */
  | { readonly kind: 'commands' }
  | CopyCommand;

/** Their names. */
export const operations = ['start', 'doctor', 'commands', 'backup', 'restore'] as const;

const options = {
  start: { role: { type: 'string' } },
  doctor: { json: { type: 'boolean' } },
  commands: {},
  backup: {},
  restore: {},
} as const;

/**
 * Null for a command line that is about something else, or asks for help. Throws UsageError. `args` are those behind the
 * program's name.
 */
export function parseOperation(args: readonly string[]): OperationCommand | null {
  const [command, ...rest] = args;
  const kind = operations.find((name) => name === command);
  if (kind === undefined || rest.includes('--help') || rest.includes('-h')) return null;
  const { role, json, positionals } = parse(kind, rest);
  if (kind === 'start' || kind === 'doctor' || kind === 'commands') {
    const [but] = Object.keys(options[kind]).map((name) => ` but --${name}`);
    if (positionals.length > 0) throw new UsageError(`${kind} takes no arguments${but ?? ''}`);
    if (kind === 'start') return { kind, role: roleOf(role) };
    return kind === 'doctor' ? { kind, json: json === true } : { kind };
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError(`${kind} takes one file`);
  return { kind, file };
}

function parse(kind: (typeof operations)[number], args: readonly string[]) {
  const known: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>> = options[kind];
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: known, allowPositionals: true });
    return { role: values['role'], json: values['json'], positionals };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const unknown = /Unknown option '(-+[^']*)'/.exec(message)?.[1];
    if (unknown === undefined) throw new UsageError(message.split('. ')[0] ?? message, { cause });
    const near = suggestion(
      unknown,
      Object.keys(known).map((name) => `--${name}`),
    );
    throw new UsageError(`${kind} knows no option ${unknown}${near}`, { cause });
  }
}

function roleOf(given: string | boolean | undefined): Role {
  if (given === undefined) return 'all';
  const role = roles.find((name) => name === given);
  if (role !== undefined) return role;
  throw new UsageError(`--role takes ${roles.join(', ')}, not ${given}${suggestion(String(given), roles)}`);
}
