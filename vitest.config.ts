import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    // Whole bots, and killed processes more so, are mostly waited for: a core bears several.
    maxWorkers: mode.startsWith('crash') ? 2 : Math.max(4, availableParallelism()),
    include: ['test/**/*.test.ts'],
    // Minutes of killed processes: `npm run test:crash` runs them, `npm run test:crash:short` some of them.
    exclude: mode.startsWith('crash') ? configDefaults.exclude : [...configDefaults.exclude, 'test/crash/**'],
    env: mode === 'crash-short' ? { VIDIGEST_CRASHES: process.env['VIDIGEST_CRASHES'] ?? '10' } : {},
    globalSetup: ['test/support/postgres-setup.ts'],
    // Real servers and sockets run in these tests; a slow machine is not a failure.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 30_000 } },
  },
}));
