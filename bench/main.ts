// `npm run bench -- <name>`: runs one benchmark and prints its figures. Without a name, says which there are.

import { execFileSync } from 'node:child_process';
import type { Benchmark } from './benchmark.ts';
import { capture } from './capture.ts';
import { crash } from './crash.ts';
import { deliver } from './deliver.ts';
import { exam } from './exam.ts';
import { grow } from './grow.ts';
import { handIn } from './hand-in.ts';
import { ingest } from './ingest.ts';
import { log } from './log.ts';
import { render } from './render.ts';

const benchmarks: Record<string, Benchmark> = {
  ingest,
  exam,
  'hand-in': handIn,
  grow,
  crash,
  render,
  deliver,
  capture,
  log,
};

// An ordinary exit, so that every process we started is ended and every file removed.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const [name = '', ...args] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined || args.includes('--help')) {
  const shown = benchmark === undefined ? Object.entries(benchmarks) : [[name, benchmark] as const];
  console.log('npm run bench -- <name> [options]\n');
  for (const [known, { summary, options }] of shown) {
    console.log(`  ${known.padEnd(8)} ${summary}`);
    for (const line of options.split('\n')) if (line !== '') console.log(`           ${line}`);
  }
  console.log('\nWhat the figures mean is in bench/README.md.');
  process.exitCode = name === '' || benchmark !== undefined ? 0 : 1;
} else {
  execFileSync('npm', ['run', 'build', '--silent', '--workspace=@quizwire/caliper', '--workspace=quizwire'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.exitCode = (await benchmark.run(args)) ? 0 : 1;
}
