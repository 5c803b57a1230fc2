/** Whatever can sleep, such as a clock. */
interface Sleeper {
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Sleeps. False when the signal ended the sleep. */
export async function slept(sleeper: Sleeper, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleeper.sleep(ms, signal);
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
