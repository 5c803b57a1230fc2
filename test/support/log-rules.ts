import { type Expression, type Node, Visitor } from 'oxc-parser';
import { type SourceFile, type Violation, violationAt } from './source-file.ts';

/** Field names that would hold people's words, a document, or a secret. */
const forbidden =
  /^(?:text|body|content|contents|message|messages|title|question|answer|captions|transcript|prompt|words|quote|link|url|user|userName|author|token|apiKey|secret|password|headers|cookie|authorization)$/i;
const levels = ['debug', 'info', 'warn', 'error'];

/** Log lines whose message is put together, or whose fields are named for what no log may hold. */
export function logLineViolations(file: SourceFile): readonly Violation[] {
  const violations: Violation[] = [];
  const add = (node: { readonly start: number }, problem: string) => {
    violations.push(violationAt(file, node.start, problem));
  };
  new Visitor({
    CallExpression(node) {
      if (!isLogCall(node.callee)) return;
      const [message, fields] = node.arguments;
      if (message === undefined || !isConstant(message)) add(node, 'logs a message that varies');
      if (fields?.type !== 'ObjectExpression') return;
      for (const property of fields.properties) {
        if (property.type !== 'Property') continue;
        const name = nameOf(property.key);
        if (forbidden.test(name)) add(property, `logs a field named ${name}`);
      }
    },
  }).visit(file.program);
  return violations;
}

/** A text, on several lines perhaps, or one of two. */
function isConstant(node: Node): boolean {
  if (node.type === 'ConditionalExpression') return isConstant(node.consequent) && isConstant(node.alternate);
  if (node.type === 'BinaryExpression') return isConstant(node.left) && isConstant(node.right);
  return node.type === 'Literal' && typeof node.value === 'string';
}

/** `logger.info(…)`, `deps.logger.info(…)`, `log.info(…)`. */
function isLogCall(callee: Expression | Node): boolean {
  if (callee.type !== 'MemberExpression' || !levels.includes(nameOf(callee.property))) return false;
  const { object } = callee;
  const holder = object.type === 'MemberExpression' ? nameOf(object.property) : nameOf(object);
  return /^(?:log|\w*logger)$/i.test(holder);
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}
