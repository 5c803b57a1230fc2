/** The names of commands by what became of them. */
export interface RegisteredCommands {
  readonly missing: readonly string[];
  readonly outdated: readonly string[];
  readonly current: readonly string[];
  readonly foreign: readonly string[];
}

/** What to say once commands are registered, by how they were before: a line each, the new ones first. */
export function describeRegistered({ missing, outdated, current, foreign }: RegisteredCommands): string {
  const lines = [
    ...missing.map((name) => `new        ${name}`),
    ...outdated.map((name) => `changed    ${name}`),
    ...current.map((name) => `unchanged  ${name}`),
    ...foreign.map((name) => `removed    ${name}`),
  ];
  return `${lines.join('\n')}\n`;
}
