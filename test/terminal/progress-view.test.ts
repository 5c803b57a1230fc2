import { describe, expect, it } from 'vitest';
import { createProgressView } from '../../src/terminal/progress-view.ts';
import { createManualClock } from '../support/manual-clock.ts';

function terminal(isTTY: boolean, columns = 80) {
  let text = '';
  return { isTTY, columns, write: (part: string) => (text += part), text: () => text };
}

describe('createProgressView', () => {
  it('redraws one line per stage in place', async () => {
    const stream = terminal(true);
    const clock = createManualClock();
    const view = createProgressView(stream, clock);
    view.report({ stage: 'captions', state: 'started' });
    await clock.advance(1_200);
    view.report({ stage: 'captions', state: 'done', detail: '41:39' });
    view.report({ stage: 'outline', state: 'started' });
    expect(stream.text()).toContain('✓ captions 1.2 s  41:39');
    expect(stream.text().split('\x1b[1A')).toHaveLength(3);
  });

  it('writes nothing where nobody looks', () => {
    const stream = terminal(false);
    createProgressView(stream, createManualClock()).report({ stage: 'captions', state: 'started' });
    expect(stream.text()).toBe('');
  });

  it('never breaks a line: wide characters count twice and control sequences of a title are dropped', () => {
    const stream = terminal(true, 20);
    const view = createProgressView(stream, createManualClock());
    view.report({ stage: 'outline', state: 'started', detail: `\x1b[31m${'视频'.repeat(20)}\n` });
    const line = stream.text().replace('\x1b[2K', '').trimEnd();
    expect(line).toBe('… outline  视频视频');
  });
});
