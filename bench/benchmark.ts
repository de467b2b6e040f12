// What the command line knows of a benchmark.

export interface Benchmark {
  /** One line for the list. */
  summary: string;
  /** Its options, as a usage text shows them; empty for none. */
  options: string;
  /** Prints its figures; resolves to whether every promise was kept. */
  run(args: readonly string[]): Promise<boolean>;
}
