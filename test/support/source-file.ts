import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Comment, type Program, parseSync, Visitor } from 'oxc-parser';

/** The folder of the project. */
export const projectRoot: string = path.resolve(import.meta.dirname, '../..');

/** A parsed TypeScript file. */
export interface SourceFile {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** Every module that the file names, of values, of types or at run time, re-exports included. */
  readonly imports: readonly ImportedModule[];
}

/** One mention of another module. */
export interface ImportedModule {
  /** As written; of a dynamic import that is no plain string, its source text. */
  readonly specifier: string;
  readonly line: number;
}

/** Something in a file that breaks a rule. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly problem: string;
}

/** Parses one file. Throws where the text is not TypeScript: a rule that cannot read must not pass. */
export function parseSource(filePath: string, text: string): SourceFile {
  const { program, comments, errors } = parseSync(filePath, text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${filePath}: ${error.message}`);
  return { path: filePath, text, program, comments, imports: importsOf(program, text) };
}

/** The TypeScript files below folders of the project, sorted by path. */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  return folders
    .flatMap(filesBelow)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => parseSource(name, readFileSync(path.join(projectRoot, name), 'utf8')));
}

/** All files below a folder of the project, by path from the project's folder, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** A violation at an offset of a file. */
export function violationAt(file: SourceFile, offset: number, problem: string): Violation {
  return { path: file.path, line: lineAt(file.text, offset), problem };
}

function importsOf(program: Program, text: string): readonly ImportedModule[] {
  const imports: ImportedModule[] = [];
  const add = ({ start, end }: { readonly start: number; readonly end: number }) => {
    imports.push({ specifier: unquoted(text.slice(start, end)), line: lineAt(text, start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source),
    ExportAllDeclaration: (node) => add(node.source),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source);
    },
    ImportExpression: (node) => add(node.source),
    TSImportType: (node) => add(node.source),
    TSExternalModuleReference: (node) => add(node.expression),
  }).visit(program);
  return imports;
}

function unquoted(source: string): string {
  return source.includes('${') ? source : source.replace(/^(['"`])(.*)\1$/s, '$2');
}

/** Number of the line, from 1, that an offset stands in. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
