// What tests need from the machine. A test run skips what the machine lacks, and says so; where QUIZWIRE_REQUIRE
// (a comma-separated list of requirements) names it, the run fails instead.

export type Requirement = 'postgres' | 'kafka' | 'chromium';

/** Prints one line about what is skipped and why; throws that line when the requirement must be met. */
export function reportMissing(requirement: Requirement, skipped: string, reason: string): void {
  const required = (process.env.QUIZWIRE_REQUIRE ?? '').split(',').map((name) => name.trim());
  if (required.includes(requirement)) {
    throw new Error(`QUIZWIRE_REQUIRE names ${requirement}, but ${reason}`);
  }
  process.stderr.write(`Skipped: ${skipped}, because ${reason}.\n`);
}
