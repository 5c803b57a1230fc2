import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './source-file.ts';

/** What `npm start` tells Node itself, but for the file of variables: what is measured is to be what people run. */
export function startFlags(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  const [, ...words] = scripts.start.split(' ');
  const flags = words.slice(0, words.indexOf('src/cli.ts'));
  return flags.filter((flag) => !flag.startsWith('--env-file'));
}
