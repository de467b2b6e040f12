// One test run for the whole workspace. The PostgreSQL cluster its tests share is in the global set-up.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest begin first, so that no other waits for them at the end of the run. */
const longest =
  /\/(?:announcing-crash|crash|cli|delivery\/webhook-time|http\/export-memory|http\/malformed-bodies|\w+\/score-races)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => longest.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'packages/server/test/support/**'],
    globalSetup: 'packages/server/test/support/global-setup.ts',
    // Processes and not threads, because tests measure, fill up and change what is of a process. One after the other has
    // many files, so that what they import is loaded and compiled once: a test leaves its process as it found it.
    pool: 'forks',
    isolate: false,
    // More than there are processors, because tests wait for PostgreSQL and for threads about half of their time.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    maxConcurrency: 10,
    sequence: { sequencer: LongestFirst },
    // Far more than any needs, for machines that have other work.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    expect: { poll: { timeout: 60_000 } },
    reporters: process.env.GITHUB_ACTIONS === undefined ? ['default'] : ['default', 'github-actions'],
  },
});
