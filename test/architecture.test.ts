import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  classesForErrors,
  documentedExports,
  type HouseRule,
  kebabCase,
  noAmbientEffects,
  noBarrel,
  noEnvironment,
  plainTypeScript,
  shortFile,
} from './support/house-rules.ts';
import { importCycles, layerViolations } from './support/import-graph.ts';
import { parseSource, projectRoot, readSources, type Violation } from './support/source-file.ts';

const src = readSources(['src']);
const tests = readSources(['test', 'bench']);
const helpers = tests.filter((file) => !file.path.endsWith('.test.ts'));
const pure = src.filter((file) => /^src\/(?:core|formatters)\//.test(file.path));

/** `path:line problem`, as an editor can open it. */
function report(violations: readonly Violation[]): readonly string[] {
  return violations.map(({ path: file, line, problem }) => `${file}:${line} ${problem}`);
}

/** What a rule says about text planted at a path. */
function planted(rule: HouseRule, text: string, at = 'src/core/domain/planted.ts'): readonly string[] {
  return rule(parseSource(at, text)).map(({ line, problem }) => `${line} ${problem}`);
}

describe('the house', () => {
  it('is read', () => {
    expect(src.length).toBeGreaterThan(50);
    expect(src.flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  it.each<[string, HouseRule, typeof src]>([
    ['imports point down', layerViolations, src],
    ['the environment is read in config.ts alone', noEnvironment, src.filter((file) => file.path !== 'src/config.ts')],
    ['core and formatters take time, chance and the network as parameters', noAmbientEffects, pure],
    ['no barrels', noBarrel, [...src, ...tests]],
    ['plain TypeScript', plainTypeScript, [...src, ...tests]],
    ['classes are errors', classesForErrors, src],
    ['files are short', shortFile, [...src, ...helpers]],
    ['names are in kebab-case', kebabCase, [...src, ...tests]],
    ['exports are documented', documentedExports, [...src, ...helpers]],
  ])('%s', (_, rule, files) => {
    expect(report(files.flatMap(rule))).toEqual([]);
  });

  it('has no import cycles, types included', () => {
    expect(importCycles([...src, ...tests])).toEqual([]);
  });

  it('has its tests where their subjects are', () => {
    const rooms = ['core', 'adapters', 'formatters', 'terminal'];
    const astray = tests
      .filter((file) => file.path.endsWith('.test.ts'))
      .map((file) => path.posix.dirname(file.path))
      .filter((folder) => rooms.includes(folder.split('/')[1] ?? ''))
      .filter((folder) => !existsSync(path.join(projectRoot, folder.replace(/^test/, 'src'))));
    expect([...new Set(astray)]).toEqual([]);
  });
});

describe('layerViolations', () => {
  it.each([
    ['core/domain to ports', 'src/core/domain/a.ts', "import type { Clock } from '../ports/runtime.ts';"],
    ['ports to pipeline', 'src/core/ports/a.ts', "import { b } from '../pipeline/b.ts';"],
    ['pipeline to usecases', 'src/core/pipeline/a.ts', "export { b } from '../usecases/b.ts';"],
    [
      'pipeline to an adapter',
      'src/core/pipeline/deep/a.ts',
      "const b = await import('../../../adapters/store/b.ts');",
    ],
    ['usecases to formatters', 'src/core/usecases/a.ts', "import '../../formatters/b.ts';"],
    ['formatters to ports', 'src/formatters/slack/a.ts', "export * from '../../core/ports/store.ts';"],
    ['an adapter to another', 'src/adapters/claude/a.ts', "import { b } from '../store/b.ts';"],
    ['an adapter to the pipeline', 'src/adapters/claude/a.ts', "import { b } from '../../core/pipeline/b.ts';"],
    [
      'an adapter without a chat to formatters',
      'src/adapters/store/a.ts',
      "import { b } from '../../formatters/b.ts';",
    ],
    ['an adapter to the configuration', 'src/adapters/store/a.ts', "import type { Config } from '../../config.ts';"],
    ['a type by import()', 'src/core/domain/a.ts', "export type B = import('../usecases/b.ts').B;"],
    ['the terminal to an adapter', 'src/terminal/a.ts', "import { b } from '../adapters/log/b.ts';"],
    ['src to test', 'src/compose/a.ts', "import { b } from '../../test/fakes/b.ts';"],
    ['a path from a variable', 'src/core/domain/a.ts', 'await import(`./${' + 'b}.ts`);'],
    ['a file beside the rooms', 'src/core/util.ts', 'export const a = 1;'],
    ['a stray file at the top', 'src/helpers.ts', 'export const a = 1;'],
  ])('refuses %s', (_, at, text) => {
    expect(planted(layerViolations, text, at)).toHaveLength(1);
  });

  it.each([
    ['src/core/usecases/a.ts', "import { b } from '../pipeline/b.ts'; import type { C } from '../ports/c.ts';"],
    ['src/core/pipeline/prompts/a.ts', "import { b } from '../lines.ts'; import { z } from 'zod';"],
    ['src/adapters/slack/a.ts', "import { b } from '../../formatters/slack/b.ts'; import bolt from '@slack/bolt';"],
    ['src/adapters/store/a.ts', "import { b } from './b.ts'; const c = await import('node:sqlite');"],
    ['src/terminal/a.ts', "import { b } from '../formatters/b.ts'; import { c } from '../core/usecases/c.ts';"],
    ['src/cli.ts', "import { b } from './compose/bot.ts'; import { c } from './terminal/c.ts';"],
  ])('lets %s look down', (at, text) => {
    expect(planted(layerViolations, text, at)).toEqual([]);
  });

  it('reads no import out of a comment or a string', () => {
    const text = `// import '../ports/a.ts'\nconst a = "import '../ports/b.ts'"; /* import('../ports/c.ts') */`;
    expect(planted(layerViolations, text)).toEqual([]);
  });
});

describe('importCycles', () => {
  const file = (name: string, ...targets: readonly string[]) =>
    parseSource(`src/core/domain/${name}.ts`, targets.map((to) => `import type { X } from './${to}.ts';`).join('\n'));

  it('finds each circle once, types included', () => {
    const files = [file('a', 'b'), file('b', 'c'), file('c', 'a'), file('d', 'a', 'e'), file('e', 'd'), file('f', 'f')];
    expect(importCycles(files).map((circle) => circle.map((name) => path.basename(name, '.ts')))).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
      ['f'],
    ]);
  });

  it('takes no diamond for a circle', () => {
    expect(importCycles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([]);
  });
});

describe('the other rules', () => {
  it.each<[string, HouseRule, string]>([
    ['process.env', noEnvironment, 'const a = process.env.HOME;'],
    ['process["env"]', noEnvironment, "const a = process['env'];"],
    ['process.env taken apart', noEnvironment, 'const { env } = process;'],
    ['env from node:process', noEnvironment, "import { env as e } from 'node:process';"],
    ['Date.now()', noAmbientEffects, 'const a = Date.now();'],
    ['new Date()', noAmbientEffects, 'const a = new Date();'],
    ['Math.random()', noAmbientEffects, 'const a = Math.random();'],
    ['a timer', noAmbientEffects, 'setTimeout(() => {}, 1);'],
    ['fetch', noAmbientEffects, "await fetch('https://example.com');"],
    ['a built-in module', noAmbientEffects, "import { readFile } from 'node:fs/promises';"],
    ['a barrel', noBarrel, "import { b } from './b.ts';\nexport { b };"],
    ['export *', noBarrel, "export * from './b.ts';\nexport const a = 1;"],
    ['an enum', plainTypeScript, 'enum A { b }'],
    ['a const enum', plainTypeScript, 'export const enum A { b }'],
    ['a namespace', plainTypeScript, 'namespace A { export const b = 1; }'],
    ['a parameter property', plainTypeScript, 'class A { constructor(private readonly b: string) {} }'],
    ['any', plainTypeScript, 'const a: Array<any> = [];'],
    ['as any', plainTypeScript, 'const a = b as any;'],
    ['a non-null assertion', plainTypeScript, 'const a = b!.c;'],
    ['a default export', plainTypeScript, 'export default function a() {}'],
    ['a default export by name', plainTypeScript, 'const a = 1; export { a as default };'],
    ['a class', classesForErrors, 'export class Store {}'],
    ['a class that extends', classesForErrors, 'const A = class extends Map {};'],
    ['a long file', shortFile, '\n'.repeat(251)],
    ['an export without a comment', documentedExports, 'export const a = 1;'],
    ['an export under a line comment', documentedExports, '// About a.\nexport function a() {}'],
    ['an export under an empty comment', documentedExports, '/** */\nexport function a() {}'],
    ['an export under another’s comment', documentedExports, '/** About a. */\nconst a = 1;\nexport const b = a;'],
    [
      'the type of an undocumented schema',
      documentedExports,
      'const a = z.string();\nexport type A = z.infer<typeof a>;',
    ],
  ])('refuse %s', (_, rule, text) => {
    expect(planted(rule, text).length).toBeGreaterThan(0);
  });

  it.each<[string, HouseRule, string]>([
    ['words about process.env', noEnvironment, '// process.env\nconst a = "process.env"; const env = other.env;'],
    ['a given time', noAmbientEffects, 'const a = new Date(clock.now()); await options.fetch(b);'],
    ['a file that also says something', noBarrel, "export { b } from './b.ts';\nexport const a = 1;"],
    ['a file of side effects', noBarrel, "import './b.ts';"],
    ['words with any in them', plainTypeScript, 'const company: unknown = "any"; type many = typeof company;'],
    ['an error', classesForErrors, 'export class VidigestError extends Error {}'],
    ['250 lines', shortFile, `${'const a = 1;\n'.repeat(250)}`],
    [
      'documented exports',
      documentedExports,
      '/** About a. */\nexport const a = 1;\n/**\n * About b.\n */\nexport interface B {}',
    ],
    ['documented members', documentedExports, 'export interface A {\n  /** In ms. */\n  readonly b: number;\n}'],
    [
      'the types of documented values',
      documentedExports,
      '/** A. */\nexport const a = z.string();\nexport type A = z.infer<typeof a>;\n/** B. */\nexport const b = [1] as const;\nexport type B = (typeof b)[number];',
    ],
  ])('allow %s', (_, rule, text) => {
    expect(planted(rule, text)).toEqual([]);
  });

  it.each([
    'src/core/domain/timeCode.ts',
    'src/core/Domain/timecode.ts',
    'src/core/domain/time_code.ts',
    'test/a.spec.ts',
  ])('refuse the name %s', (name) => {
    expect(planted(kebabCase, '', name)).toHaveLength(1);
  });

  it('say the line', () => {
    expect(planted(noEnvironment, '\n\nprocess.env.A;')).toEqual(['3 reads process.env']);
  });

  it('do not pass what they cannot read', () => {
    expect(() => parseSource('src/a.ts', 'const = ;')).toThrow(SyntaxError);
  });
});
