import { describe, expect, it } from 'vitest';
import { createLeadGate } from '../../../src/core/pipeline/lead-gate.ts';

const { signal } = new AbortController();

describe('createLeadGate', () => {
  it('holds the others until the lead has begun, then lets all run at once', async () => {
    const gate = createLeadGate();
    const begun = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    const order: string[] = [];
    const lead = gate(async (tell) => {
      order.push('lead');
      await begun.promise;
      tell();
      await finished.promise;
    }, signal);
    const others = ['a', 'b'].map((name) => gate(async () => order.push(name), signal));
    await Promise.resolve();
    expect(order).toEqual(['lead']);
    begun.resolve();
    await Promise.all(others);
    expect(order).toEqual(['lead', 'a', 'b']);
    finished.resolve();
    await lead;
  });

  it('opens when the lead fails', async () => {
    const gate = createLeadGate();
    const lead = gate(() => Promise.reject(new Error('lead failed')), signal);
    const other = gate(async () => 'ran', signal);
    await expect(lead).rejects.toThrow('lead failed');
    await expect(other).resolves.toBe('ran');
  });

  it('lets go of those who no longer wait', async () => {
    const gate = createLeadGate();
    const stop = new AbortController();
    const lead = Promise.withResolvers<void>();
    const leading = gate(() => lead.promise, signal);
    const waiting = gate(async () => 'ran', stop.signal);
    stop.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    lead.resolve();
    await leading;
  });
});
