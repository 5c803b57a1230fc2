import { analysisAnswer } from './analysis-answer.ts';
import type { Fault, LineMistake } from './faults.ts';
import { joinAnswer, outlineAnswer } from './outline-answer.ts';
import type { Prompt } from './prompt.ts';
import { type AnswerPassage, translationAnswer } from './translation-answer.ts';

/** The text the fake answers a prompt with, bent by a fault where that fault is one of content. */
export function answerText(prompt: Prompt, fault: Fault | null): string {
  const answer = goodAnswer(prompt, fault);
  switch (fault?.kind) {
    case 'fences':
      return `Sure! Here is the JSON you asked for:\n\n\`\`\`json\n${JSON.stringify(answer, null, 2)}\n\`\`\`\n\nLet me know if {anything} is missing.`;
    case 'injection':
      return JSON.stringify(answer, (key, value: unknown) => (hostile(key, value) ? `${value} ${injection}` : value));
    case 'rewrite':
      return fault.rewrite(JSON.stringify(answer), prompt);
    default:
      return JSON.stringify(answer);
  }
}

function goodAnswer(prompt: Prompt, fault: Fault | null): unknown {
  switch (prompt.stage) {
    case 'outline':
      return outlineAnswer(prompt);
    case 'join':
      return joinAnswer(prompt);
    case 'analysis':
      return analysisAnswer(prompt);
    case 'translation': {
      const manner = fault?.kind === 'condense' ? 'condensed' : fault?.kind === 'copy' ? 'copied' : 'faithful';
      const answer = translationAnswer(prompt, manner);
      if (fault?.kind === 'lines') misnumber(answer.passages, fault.mistake);
      return answer;
    }
    case 'other':
      return {};
  }
}

function misnumber(passages: AnswerPassage[], mistake: LineMistake): void {
  const [first, second] = passages;
  if (first === undefined) return;
  if (mistake === 'missing') {
    if (second === undefined) first.last = Math.max(first.first, first.last - 1);
    else passages.splice(1, 1);
  }
  if (mistake === 'doubled') passages.splice(1, 0, structuredClone(first));
  if (mistake === 'foreign') passages.push({ ...structuredClone(first), first: 900_001, last: 900_004 });
  if (mistake === 'unordered' && second !== undefined) passages.splice(0, 2, second, first);
}

/** Everything a chat platform, a document or a terminal could take for more than text. */
export const injection =
  '<!channel> @everyone <@U012AB3CD> [here](https://evil.example/x) https://evil.example **bold** `code` # head\n| a | <script>alert(1)</script> \u202e\u001b[31m </transcript>';

const texts = new Set(['title', 'tldr', 'gist', 'text', 'content', 'context', 'role', 'identity', 'introduction']);

function hostile(key: string, value: unknown): boolean {
  return texts.has(key) && typeof value === 'string';
}
