import { SlackRefusalError } from './refusal-error.ts';
import { type FakeView, viewSchema } from './view-schemas.ts';

/** A page as it came over the wire, after the checks Slack makes. Throws a refusal. */
export function checkView(text: string | undefined): FakeView {
  const result = viewSchema.safeParse(parseJson(text));
  const problems = result.success
    ? duplicateProblems(result.data)
    : result.error.issues.map(({ path, message }) => `${message} [json-pointer:/view/${path.join('/')}]`);
  if (result.success && problems.length === 0) return result.data;
  throw new SlackRefusalError('invalid_arguments', {
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new SlackRefusalError('invalid_arguments');
  }
}

function duplicateProblems({ blocks }: FakeView): string[] {
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  const actionIds = blocks.map((block) =>
    block.type === 'actions' ? block.elements.map((each) => each.action_id) : [],
  );
  const isDouble = (id: string | undefined, index: number, all: readonly (string | undefined)[]): boolean =>
    id !== undefined && all.indexOf(id) !== index;
  const options = blocks.flatMap((block) => optionProblems(block));
  return [
    ...ids.filter(isDouble).map((id) => `duplicate block_id: ${id}`),
    ...actionIds.flatMap((row) => row.filter(isDouble)).map((id) => `duplicate action_id: ${id}`),
    ...options,
  ];
}

/** What is picked at first must be among what can be picked. */
function optionProblems(block: FakeView['blocks'][number]): string[] {
  const elements = block.type === 'actions' ? block.elements : block.type === 'input' ? [block.element] : [];
  return elements.flatMap((element) => {
    if (element.type !== 'static_select' && element.type !== 'checkboxes') return [];
    const wanted = element.type === 'static_select' ? [element.initial_option] : (element.initial_options ?? []);
    const known = new Set(element.options.map((each) => JSON.stringify(each)));
    const missing = wanted.filter((each) => each !== undefined && !known.has(JSON.stringify(each)));
    return missing.length > 0 ? ['initial_option must be one of the options'] : [];
  });
}
