import { z } from 'zod';
import { type FakeBlock, messageBlock, olderMessageBlock } from './block-schemas.ts';
import { SlackRefusalError } from './refusal-error.ts';

/** What can be changed about the workspace while a test runs. */
export interface MessageRules {
  /** False: container blocks are unknown here. */
  containers: boolean;
  /** Over all strings of a message, `text` included. */
  characterLimit: number;
}

/** Text and blocks of a message as they came over the wire, after the checks Slack makes. Throws a refusal. */
export function checkMessage(
  { text, blocks }: { readonly text: string | undefined; readonly blocks: string | undefined },
  rules: MessageRules,
): { text: string; blocks: FakeBlock[] } {
  const parsed = blocks === undefined ? [] : checkBlocks(parseJson(blocks), rules);
  if (parsed.length === 0 && (text ?? '') === '') throw new SlackRefusalError('no_text');
  if ((text ?? '').length > 40_000) throw new SlackRefusalError('msg_too_long');
  if (charactersOf([text ?? '', parsed]) > rules.characterLimit) throw new SlackRefusalError('msg_blocks_too_long');
  return { text: text ?? '', blocks: parsed };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SlackRefusalError('invalid_blocks_format');
  }
}

function checkBlocks(value: unknown, { containers }: MessageRules): FakeBlock[] {
  const result = z.array(containers ? messageBlock : olderMessageBlock).safeParse(value);
  if (!result.success) {
    refuse(result.error.issues.map(({ path, message }) => `${message} [json-pointer:/blocks/${path.join('/')}]`));
  }
  const blocks: FakeBlock[] = result.data ?? [];
  const problems = [...countProblems(blocks), ...tableProblems(blocks), ...duplicateProblems(blocks)];
  if (problems.length > 0) refuse(problems);
  return blocks;
}

function refuse(problems: readonly string[]): never {
  throw new SlackRefusalError('invalid_blocks', {
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

/** A block and, for a container, everything in it. */
function nested(block: FakeBlock): FakeBlock[] {
  return block.type === 'container' ? [block, ...block.child_blocks] : [block];
}

function countProblems(blocks: readonly FakeBlock[]): string[] {
  return blocks.flatMap(nested).length > 50 ? ['no more than 50 items allowed [json-pointer:/blocks]'] : [];
}

function tableProblems(blocks: readonly FakeBlock[]): string[] {
  const tables = blocks.flatMap(nested).filter((block) => block.type === 'table');
  const characters = charactersOf(tables.map(({ rows }) => rows.flat().map((cell) => ({ ...cell, type: '' }))));
  return [
    ...(tables.length > 1 ? ['only_one_table_allowed [json-pointer:/blocks]'] : []),
    ...(characters > 10_000 ? ['tables are too long [json-pointer:/blocks]'] : []),
  ];
}

function duplicateProblems(blocks: readonly FakeBlock[]): string[] {
  const all = blocks.flatMap(nested);
  const actionIds = all.map((block) =>
    block.type === 'actions' ? block.elements.map((element) => element.action_id) : [],
  );
  return [
    ...duplicates(all.map((block) => block.block_id)).map((id) => `duplicate block_id: ${id}`),
    ...actionIds.flatMap(duplicates).map((id) => `duplicate action_id: ${id}`),
  ];
}

function duplicates(ids: readonly (string | undefined)[]): string[] {
  const given = ids.filter((id) => id !== undefined);
  return given.filter((id, index) => given.indexOf(id) !== index);
}

/** Length of every string in a value, at any depth. */
function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + charactersOf(part), 0);
  return typeof value === 'object' && value !== null ? charactersOf(Object.values(value)) : 0;
}
