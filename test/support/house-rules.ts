import { type Node, Visitor, type VisitorObject } from 'oxc-parser';
import { type SourceFile, type Violation, violationAt } from './source-file.ts';

/** A rule of the house over one file. */
export type HouseRule = (file: SourceFile) => readonly Violation[];

/** Lines of the longest file that is still one concept. */
const maxLines = 250;

/** `process.env` in any form: member, computed member, destructured, or imported from `node:process`. */
export const noEnvironment: HouseRule = (file) =>
  collect(file, (add) => ({
    MemberExpression: (node) => {
      if (nameOf(node.object) === 'process' && nameOf(node.property) === 'env') add(node, 'reads process.env');
    },
    VariableDeclarator: (node) => {
      if (node.id.type !== 'ObjectPattern' || node.init === null || nameOf(node.init) !== 'process') return;
      const taken = node.id.properties.some((each) => each.type === 'Property' && nameOf(each.key) === 'env');
      if (taken) add(node, 'reads process.env');
    },
    ImportDeclaration: (node) => {
      if (!['node:process', 'process'].includes(node.source.value)) return;
      const taken = node.specifiers.some((each) => each.type === 'ImportSpecifier' && nameOf(each.imported) === 'env');
      if (taken) add(node, 'reads process.env');
    },
  }));

/** Time, chance, timers, the network and the console are parameters wherever the core or a formatter needs them. */
export const noAmbientEffects: HouseRule = (file) =>
  collect(file, (add) => ({
    CallExpression: (node) => {
      const name = nameOf(node.callee);
      if (['fetch', 'setTimeout', 'setInterval', 'setImmediate'].includes(name)) add(node, `calls ${name}()`);
    },
    MemberExpression: (node) => {
      const name = `${nameOf(node.object)}.${nameOf(node.property)}`;
      if (/^(?:Date\.now|Math\.random|performance\..*|crypto\..*|process\..*|console\..*)$/.test(name)) {
        add(node, `uses ${name}`);
      }
    },
    NewExpression: (node) => {
      if (nameOf(node.callee) === 'Date' && node.arguments.length === 0) add(node, 'asks for the time');
    },
    ImportDeclaration: (node) => {
      if (node.source.value.startsWith('node:')) add(node, `imports ${node.source.value}`);
    },
  }));

/** Nothing but names of other files: a barrel. `export *` counts wherever it stands. */
export const noBarrel: HouseRule = (file) => {
  const { body } = file.program;
  const passesOn = (node: (typeof body)[number]) =>
    node.type === 'ImportDeclaration' ||
    node.type === 'ExportAllDeclaration' ||
    (node.type === 'ExportNamedDeclaration' && node.declaration === null);
  const stars = collect(file, (add) => ({ ExportAllDeclaration: (node) => add(node, 'exports another file whole') }));
  const exporting = body.some((node) => node.type.startsWith('Export'));
  return exporting && body.every(passesOn) ? [violationAt(file, 0, 'is a barrel'), ...stars] : stars;
};

/** Enums, namespaces, parameter properties, default exports and `any`. */
export const plainTypeScript: HouseRule = (file) =>
  collect(file, (add) => ({
    TSEnumDeclaration: (node) => add(node, 'declares an enum'),
    TSModuleDeclaration: (node) => add(node, 'declares a namespace'),
    TSParameterProperty: (node) => add(node, 'has a parameter property'),
    TSAnyKeyword: (node) => add(node, 'says any'),
    TSNonNullExpression: (node) => add(node, 'asserts non-null'),
    ExportDefaultDeclaration: (node) => add(node, 'exports a default'),
    ExportNamedDeclaration: (node) => {
      if (node.specifiers.some((each) => nameOf(each.exported) === 'default')) add(node, 'exports a default');
    },
  }));

/** Classes are for errors: every one extends another that is named like an error. */
export const classesForErrors: HouseRule = (file) =>
  collect(file, (add) => {
    const check = (node: Node & { readonly superClass: Node | null }) => {
      if (node.superClass === null || !nameOf(node.superClass).endsWith('Error'))
        add(node, 'has a class that is no error');
    };
    return { ClassDeclaration: check, ClassExpression: check };
  });

/** At most 250 lines. */
export const shortFile: HouseRule = (file) => {
  const lines = file.text.replace(/\n$/, '').split('\n').length;
  return lines > maxLines ? [violationAt(file, 0, `has ${lines} lines`)] : [];
};

/** Files and folders in kebab-case; tests end in `.test.ts`. */
export const kebabCase: HouseRule = (file) =>
  /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/.test(file.path)
    ? []
    : [violationAt(file, 0, 'is not named in kebab-case')];

/**
 * A doc comment directly before every exported declaration. Two kinds need none of their own: the type of a documented
 * value or schema of the same file (`z.infer<typeof x>`, `(typeof x)[number]`), and an interface that says what there
 * is to say at its members.
 */
export const documentedExports: HouseRule = (file) => {
  const documented = new Set<string>();
  const violations: Violation[] = [];
  for (const node of file.program.body) {
    if (node.type !== 'ExportNamedDeclaration' || node.declaration === null) continue;
    const names = declaredNames(node.declaration);
    if (hasDocComment(file, node.start)) for (const name of names) documented.add(name);
    else if (!isTypeOf(file, node.declaration, documented) && !hasDocumentedMember(file, node.declaration)) {
      violations.push(violationAt(file, node.start, `exports ${names.join(', ')} without a doc comment`));
    }
  }
  return violations;
};

function isTypeOf(file: SourceFile, declaration: Node, documented: ReadonlySet<string>): boolean {
  if (declaration.type !== 'TSTypeAliasDeclaration') return false;
  const text = file.text.slice(declaration.typeAnnotation.start, declaration.typeAnnotation.end);
  const [, inferred, element] =
    /^z\.(?:infer|output)<typeof (\w+)>$|^\(typeof (\w+)\)\[(?:number|keyof typeof \w+)\]$/.exec(text) ?? [];
  return documented.has(inferred ?? element ?? '');
}

function hasDocumentedMember(file: SourceFile, declaration: Node): boolean {
  if (declaration.type !== 'TSInterfaceDeclaration') return false;
  return declaration.body.body.some((member) => hasDocComment(file, member.start));
}

function hasDocComment(file: SourceFile, start: number): boolean {
  return file.comments.some(
    (comment) =>
      comment.type === 'Block' &&
      /^\*.*[\p{L}\p{N}]/su.test(comment.value) &&
      /^\s*$/.test(file.text.slice(comment.end, start)) &&
      comment.end <= start,
  );
}

function declaredNames(declaration: Node): readonly string[] {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map((each) => nameOf(each.id));
  return 'id' in declaration && declaration.id !== null ? [nameOf(declaration.id)] : [];
}

/** The name of an identifier, or the text of a string key; empty for anything else. */
function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

type Add = (node: { readonly start: number }, problem: string) => void;

function collect(file: SourceFile, visitor: (add: Add) => VisitorObject): readonly Violation[] {
  const violations: Violation[] = [];
  new Visitor(visitor((node, problem) => violations.push(violationAt(file, node.start, problem)))).visit(file.program);
  return violations;
}
