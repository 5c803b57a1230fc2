import { describe, expect, it } from 'vitest';
import { redact } from '../../src/adapters/log/redact.ts';
import { type Finding, fine, toMend, unseen } from '../../src/core/ports/check.ts';
import { reportFindings } from '../../src/terminal/doctor-report.ts';

async function report(findings: readonly Finding[], json = false) {
  let text = '';
  async function* given() {
    yield* findings;
  }
  const write = (more: string) => {
    text += more;
  };
  return { code: await reportFindings(given(), { json, redact, write }), text };
}

describe('reportFindings', () => {
  it('writes a line each, what to do below it, and a count', async () => {
    const findings = [fine('A', 'is well'), toMend('B', 'is not', 'mend it'), unseen('C', 'is hidden', 'look there')];
    expect(await report(findings)).toEqual({
      code: 6,
      text: [
        'ok       A: is well',
        'to mend  B: is not',
        '         → mend it',
        'unknown  C: is hidden',
        '         → look there',
        '',
        '1 ok, 1 to mend, 1 unknown',
        '',
      ].join('\n'),
    });
  });

  it('ends with 0 only when nothing has to be mended', async () => {
    expect((await report([fine('A', 'x'), unseen('B', 'y', 'z')])).code).toBe(0);
    expect((await report([])).code).toBe(0);
    expect((await report([toMend('A', 'x', 'y')], true)).code).toBe(6);
  });

  it('gives programs the same as JSON', async () => {
    const findings = [fine('A', 'is well'), toMend('B', 'is not', 'mend it')];
    expect(JSON.parse((await report(findings, true)).text)).toEqual(findings);
  });

  it.each([false, true])('lets out no secret and nothing that moves a cursor (JSON: %s)', async (json) => {
    const token = ['xoxb', '1234', 'abc'].join('-');
    const { text } = await report([toMend(`in \u001b[2J ${token}`, `x\nok  y\u202e ${token}`, `at ${token}`)], json);
    expect(text).not.toContain(token);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
    expect(text).not.toMatch(/[\u0000-\u0009\u001b\u202e]/);
    expect(text.split('\n').filter((line) => line.startsWith('ok'))).toEqual([]);
  });
});
