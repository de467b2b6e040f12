// One test run for the whole workspace. The PostgreSQL cluster its tests share is in the global set-up.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'packages/server/test/support/**'],
    globalSetup: 'packages/server/test/support/global-setup.ts',
    // Processes and not threads: a test may kill, fill up or listen on what the next file must not notice.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    reporters: process.env.GITHUB_ACTIONS === undefined ? ['default'] : ['default', 'github-actions'],
  },
});
