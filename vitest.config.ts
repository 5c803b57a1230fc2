import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => ({
  test: {
    include: ['test/**/*.test.ts'],
    // Minutes of killed processes: `npm run test:crash` runs them.
    exclude: mode === 'crash' ? configDefaults.exclude : [...configDefaults.exclude, 'test/crash/**'],
    globalSetup: ['test/support/postgres-setup.ts'],
    // Real servers and sockets run in these tests; a slow machine is not a failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
}));
