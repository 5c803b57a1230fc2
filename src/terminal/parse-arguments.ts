import { parseArgs } from 'node:util';
import { parseLanguage } from '../core/domain/language.ts';
import { operations } from './parse-operation.ts';
import { suggestion } from './suggestion.ts';
import { UsageError } from './usage-error.ts';

/** Forms in which the terminal gives a digest. */
const outputFormats = ['md', 'json', 'srt', 'vtt'] as const;
/** One of the forms. */
export type OutputFormat = (typeof outputFormats)[number];

export interface DigestCommand {
  readonly kind: 'digest';
  /** A link or an id; null when only a caption file was given. */
  readonly video: string | null;
  /** Null: as configured. */
  readonly to: string | null;
  readonly format: OutputFormat;
  /** Null: standard output. */
  readonly out: string | null;
  readonly captions: string | null;
  readonly title: string | null;
  readonly feed: string | null;
  /** Language of the caption file; null: guessed from its text. */
  readonly language: string | null;
  readonly translate: boolean;
}

/** What a command line asks for. */
export type Command =
  | DigestCommand
  | { readonly kind: 'demo' }
  | { readonly kind: 'version' }
  | { readonly kind: 'help' };

const options = {
  to: { type: 'string' },
  format: { type: 'string' },
  out: { type: 'string' },
  captions: { type: 'string' },
  title: { type: 'string' },
  feed: { type: 'string' },
  language: { type: 'string' },
  'no-translation': { type: 'boolean' },
  version: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Those of `parseOperation` too: they are likely meant by a word that nobody knows. */
const commands = ['digest', 'demo', 'help', ...operations];

/** Throws UsageError. `args` are those behind the program's name. */
export function parseArguments(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.version === true) return { kind: 'version' };
  const [command, ...rest] = positionals;
  if (values.help === true || command === undefined || command === 'help') return { kind: 'help' };
  if (command === 'demo') {
    if (rest.length > 0) throw new UsageError('demo takes no arguments');
    return { kind: 'demo' };
  }
  if (command !== 'digest') throw new UsageError(`unknown command ${command}${suggestion(command, commands)}`);
  if (rest.length > 1) throw new UsageError('digest takes one video at a time');
  const video = rest[0] ?? null;
  if (video === null && values.captions === undefined)
    throw new UsageError('digest needs a link, an id or --captions FILE');
  return {
    kind: 'digest',
    video,
    to: values.to === undefined ? null : languageOf('--to', values.to),
    format: formatOf(values.format, values.out),
    out: values.out ?? null,
    captions: values.captions ?? null,
    title: values.title ?? null,
    feed: values.feed ?? null,
    language: values.language === undefined ? null : languageOf('--language', values.language),
    translate: values['no-translation'] !== true,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    const unknown = /Unknown option '(-+[^']*)'/.exec(cause instanceof Error ? cause.message : '')?.[1];
    if (unknown !== undefined) {
      const near = suggestion(
        unknown,
        Object.keys(options).map((name) => `--${name}`),
      );
      throw new UsageError(`unknown option ${unknown}${near}`, { cause });
    }
    throw new UsageError(cause instanceof Error ? (cause.message.split('. ')[0] ?? cause.message) : String(cause), {
      cause,
    });
  }
}

function languageOf(option: string, tag: string): string {
  try {
    return parseLanguage(tag);
  } catch (cause) {
    throw new UsageError(`${option} takes a language tag such as en, zh-CN or pt-BR, not ${tag}`, { cause });
  }
}

/** Without --format, the ending of --out decides. */
function formatOf(format: string | undefined, out: string | undefined): OutputFormat {
  const asked = format ?? outputFormats.find((known) => out?.toLowerCase().endsWith(`.${known}`)) ?? 'md';
  const known = outputFormats.find((name) => name === asked);
  if (known === undefined) throw new UsageError(`--format takes ${outputFormats.join(', ')}, not ${asked}`);
  return known;
}
