/** One instruction, continued lines joined: `RUN` and what follows it. */
export interface DockerInstruction {
  readonly name: string;
  readonly rest: string;
}

/** What stands between one `FROM` and the next. */
export interface DockerStage {
  readonly base: string;
  /** Its name after `AS`; null for the last. */
  readonly name: string | null;
  readonly instructions: readonly DockerInstruction[];
}

/** The stages of a Dockerfile in order. Knows what ours uses, and no more. */
export function readDockerfile(text: string): readonly DockerStage[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: { base: string; name: string | null; instructions: DockerInstruction[] }[] = [];
  for (const line of lines) {
    const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (name === '') throw new Error(`not understood: ${line}`);
    const [base = '', , as] = rest.split(/\s+/);
    if (name === 'FROM') stages.push({ base, name: as ?? null, instructions: [] });
    else stages.at(-1)?.instructions.push({ name, rest });
  }
  return stages;
}

/** The words of an instruction in exec form, such as `["node", "dist/cli.js"]`. Throws for the shell form. */
export function execForm(rest: string): readonly string[] {
  const words: unknown = JSON.parse(rest.slice(rest.indexOf('[')));
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string'))
    throw new Error(`no exec form: ${rest}`);
  return words;
}
