import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentVariables, readConfig } from '../src/config.ts';
import { exitCodes } from '../src/terminal/exit-codes.ts';
import { helpText } from '../src/terminal/help.ts';
import { type LockFile, missingOptionalPackages } from './support/lock-file.ts';
import { headingFragments, localLinks, namedPaths, npmScripts } from './support/markdown-links.ts';
import { filesBelow, projectRoot } from './support/source-file.ts';

const read = (name: string) => readFileSync(path.join(projectRoot, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
  readonly devDependencies: { readonly node: string };
};
const documents = ['README.md', 'AGENTS.md', ...filesBelow('docs').filter((name) => name.endsWith('.md'))];

describe.each(documents)('%s', (name) => {
  const markdown = read(name);

  it('links to what is there', () => {
    const dead = localLinks(markdown).filter((target) => {
      const [file = '', fragment] = decodeURI(target).split('#');
      const at = file === '' ? name : path.posix.join(path.posix.dirname(name), file);
      if (!existsSync(path.join(projectRoot, at))) return true;
      return fragment !== undefined && !headingFragments(read(at)).includes(fragment);
    });
    expect(dead).toEqual([]);
  });

  it('names files that are there', () => {
    expect(namedPaths(markdown).filter((named) => !existsSync(path.join(projectRoot, named)))).toEqual([]);
  });

  it('tells people to run scripts that are there', () => {
    expect(npmScripts(markdown).filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([]);
  });
});

describe('README.md', () => {
  it('tells how to try and how to test', () => {
    expect(npmScripts(read('README.md'))).toEqual(expect.arrayContaining(['demo', 'test']));
  });

  const examples = new Map(
    // What is commented out stands for its default, which an image may have set otherwise.
    [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  const table = /<!-- config:start -->(.*)<!-- config:end -->/s.exec(read('README.md'))?.[1] ?? '';
  const listed = new Map(
    [...table.matchAll(/^\| `([A-Z][A-Z0-9_]*)` \| (?:`([^`]*)` )?\|/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

  it('lists the configuration, every variable in order and no other', () => {
    expect([...listed.keys()]).toEqual(environmentVariables);
  });

  it('lists the options and the exit codes of the terminal, each and no other', () => {
    const readme = read('README.md');
    const options = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1]).toSorted();
    expect(options(readme, /^\| `(--[a-z-]+)/gm)).toEqual(options(helpText, /^ {2}(--[a-z-]+)(?! \|)/gm));
    const codes = [...readme.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
    expect(codes).toEqual(Object.values(exitCodes));
  });

  it('gives the defaults that .env.example gives, and those mean what no setting means', () => {
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(examples));
    const key = { ANTHROPIC_API_KEY: 'key' };
    expect(readConfig({ ...Object.fromEntries(listed), ...key })).toEqual(readConfig(key));
  });
});

describe('package.json', () => {
  it('asks for the Node that the scripts run on', () => {
    const major = (range: string) => /\d+/.exec(range)?.[0];
    expect(major(manifest.devDependencies.node)).toBe(major(manifest.engines.node));
    expect(process.versions.node.split('.')[0]).toBe(major(manifest.engines.node));
  });
});

describe('package-lock.json', () => {
  it('is complete for every platform', () => {
    expect(missingOptionalPackages(JSON.parse(read('package-lock.json')) as LockFile)).toEqual([]);
  });

  it('would be found incomplete, nested packages included', () => {
    const optionalDependencies = { mac: '1', win: '1' };
    const packages = {
      '': {},
      'node_modules/a': { optionalDependencies },
      'node_modules/mac': {},
      'node_modules/b/node_modules/c': { optionalDependencies },
      'node_modules/b/node_modules/win': {},
    };
    expect(missingOptionalPackages({ packages })).toEqual(['node_modules/a -> win']);
  });
});

describe('the reading of Markdown', () => {
  const markdown = [
    '# The *first* heading, & more',
    'See [a](docs/a.md#x), [b]( <b.md> "title"), ![c](./c.png), [out](https://example.com), `[code](no.md)`.',
    '```sh',
    'npm run -s vidigest -- digest # [fenced](no.md)',
    '# no heading',
    '```',
    'Then `npm test`, `npm ci`, `src/core/x.ts`, `src/*.ts` and `docs/`.',
  ].join('\n');

  it('finds links, headings, paths and scripts, and no others', () => {
    expect(localLinks(markdown)).toEqual(['docs/a.md#x', 'b.md', './c.png']);
    expect(headingFragments(markdown)).toEqual(['the-first-heading--more']);
    expect(namedPaths(markdown)).toEqual(['src/core/x.ts', 'docs/']);
    expect(npmScripts(markdown)).toEqual(['vidigest', 'test']);
  });
});
