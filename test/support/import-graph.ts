import path from 'node:path';
import type { SourceFile, Violation } from './source-file.ts';

/**
 * Which rooms each room may import from, besides itself. An adapter is a room of its own (`adapters/claude`). The order
 * is the building's: nothing may look up.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'core/domain': [],
  'core/ports': ['core/domain'],
  'core/pipeline': ['core/domain', 'core/ports'],
  'core/usecases': ['core/domain', 'core/ports', 'core/pipeline'],
  formatters: ['core/domain'],
  adapters: ['core/domain', 'core/ports'],
  'adapters/slack': ['core/domain', 'core/ports', 'formatters'],
  'adapters/discord': ['core/domain', 'core/ports', 'formatters'],
  'adapters/web': ['core/domain', 'core/ports', 'formatters'],
  terminal: ['core/domain', 'core/ports', 'core/pipeline', 'core/usecases', 'formatters'],
  config: ['core/domain', 'core/ports'],
};

/** The files at the top of `src`. Those of the roof see everything. */
const topFiles: Readonly<Record<string, string>> = {
  'src/config.ts': 'config',
  'src/config-money.ts': 'config',
  'src/config-slack.ts': 'config',
  'src/cli.ts': 'roof',
};

/** Imports of a file in `src` that its room does not allow, files in no room, and imports from outside `src`. */
export function layerViolations(file: SourceFile): readonly Violation[] {
  const room = roomOf(file.path);
  if (room === null) return [{ path: file.path, line: 1, problem: 'stands in no room' }];
  return file.imports.flatMap(({ specifier, line }) => {
    const problem = importProblem(room, file.path, specifier);
    return problem === null ? [] : [{ path: file.path, line, problem }];
  });
}

function importProblem(room: string, from: string, specifier: string): string | null {
  const target = targetOf(from, specifier);
  if (target === null) return isLiteral(specifier) ? null : 'imports what only the run will tell';
  const targetRoom = roomOf(target);
  if (targetRoom === null) return `imports ${target}, which stands in no room`;
  if (room === 'roof' || room === targetRoom) return null;
  const allowed = mayImport[room] ?? mayImport[room.split('/')[0] ?? ''] ?? [];
  return allowed.includes(targetRoom) ? null : `${room} must not import ${targetRoom} (${target})`;
}

/** `src/core/domain/x.ts` → `core/domain`, `src/adapters/slack/x.ts` → `adapters/slack`; null outside every room. */
function roomOf(filePath: string): string | null {
  const top = topFiles[filePath];
  if (top !== undefined) return top;
  const [src, first, second, ...rest] = filePath.split('/');
  if (src !== 'src' || first === undefined || second === undefined) return null;
  if (first === 'compose') return 'roof';
  if (first === 'formatters' || first === 'terminal') return first;
  const nested = `${first}/${second}`;
  if (rest.length === 0) return null;
  return first === 'adapters' || Object.hasOwn(mayImport, nested) ? nested : null;
}

/** The project's file that a specifier names; null for a package, a built-in module or what is no literal. */
function targetOf(from: string, specifier: string): string | null {
  return specifier.startsWith('.') ? path.posix.join(path.posix.dirname(from), specifier) : null;
}

/** Whether a specifier is a module's name and not an expression. */
function isLiteral(specifier: string): boolean {
  return /^[@a-z][\w./:@-]*$/i.test(specifier);
}

/** Every group of files that import each other in a circle, types included, each sorted. */
export function importCycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const edges = new Map(
    files.map((file) => [file.path, file.imports.flatMap((each) => targetOf(file.path, each.specifier) ?? [])]),
  );
  const cycles = new Map<string, readonly string[]>();
  for (const start of edges.keys()) {
    const reached = reachableFrom(start, edges);
    if (!reached.has(start)) continue;
    const circle = [...reached].filter((other) => reachableFrom(other, edges).has(start)).sort();
    cycles.set(circle.join(), circle);
  }
  return [...cycles.values()];
}

function reachableFrom(start: string, edges: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const todo = [...(edges.get(start) ?? [])];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    todo.push(...(edges.get(next) ?? []));
  }
  return reached;
}
