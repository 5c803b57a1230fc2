import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/postgres-setup.ts'],
    // Real servers and sockets run in these tests; a slow machine is not a failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
