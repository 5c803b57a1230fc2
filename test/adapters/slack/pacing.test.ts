import { expect, it } from 'vitest';
import { createPacing } from '../../../src/adapters/slack/pacing.ts';
import { createSlackCall } from '../../../src/adapters/slack/slack-call.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryLogger } from '../../support/memory-logger.ts';
import { signal } from './harness.ts';

const one = { workspace: 'T1', channel: 'C1' };
const two = { workspace: 'T2', channel: 'C1' };

function start() {
  const clock = createManualClock();
  const call = createSlackCall({ clock, logger: createMemoryLogger() });
  const pacing = createPacing({ call, clock }, { messageEveryMs: 1_000, editEveryMs: 1_000 });
  const done: string[] = [];
  const doing = (name: string) => async () => void done.push(name);
  /** Lets everything happen that does not wait for the clock. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  return { clock, pacing, done, doing, settle };
}

it('keeps the pace of a channel in each workspace that shares it', async () => {
  const { clock, pacing, done, doing, settle } = start();
  const message = (place: typeof one, name: string) => pacing.message(place, 'chat.postMessage', doing(name), signal);
  const all = [message(one, 'a'), message(one, 'b'), message(two, 'c')];
  await settle();
  expect(done).toEqual(['a', 'c']);
  await clock.advance(1_000);
  await Promise.all(all);
  expect(done).toEqual(['a', 'c', 'b']);
});

it('keeps the pace of edits in each workspace, all channels together', async () => {
  const { clock, pacing, done, doing, settle } = start();
  const edits = ['T1', 'T1', 'T2'].map((workspace, at) => pacing.edit(workspace, doing(`${workspace} ${at}`), signal));
  await settle();
  expect(done).toEqual(['T1 0', 'T2 2']);
  await clock.advance(1_000);
  await Promise.all(edits);
  expect(done).toEqual(['T1 0', 'T2 2', 'T1 1']);
});
