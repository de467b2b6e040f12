// Holds this repository to docs/architecture.md and the house rules on names, imports and sizes. Run directly, it
// prints what it finds; packages/server/test/architecture.test.ts calls it too, and tests the rules themselves.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { readImportTable } from './architecture/import-table.ts';
import { findViolations, type Sources, type Violation } from './architecture/rules.ts';

const root = resolve(import.meta.dirname, '..');
const sourceLinesMax = 250;
const sourceLinesMedianMax = 90;

export interface ArchitectureReport {
  /** How many files were read. */
  files: number;
  violations: string[];
  /** Sizes that are allowed but should have a reason. */
  warnings: string[];
}

/** Checks every TypeScript file of the repository. Throws when docs/architecture.md has no readable import table. */
export function checkArchitecture(): ArchitectureReport {
  const table = readImportTable(readFileSync(join(root, 'docs/architecture.md'), 'utf8'));
  const sources = readSources();
  return {
    files: sources.texts.size,
    violations: findViolations(sources, table).map(describeViolation),
    warnings: sizeWarnings(sources.texts),
  };
}

/** One line: the file, the line where there is one, the rule, what is wrong. */
export function describeViolation({ path, line, rule, message }: Violation): string {
  return `${path}${line === undefined ? '' : `:${line}`} [${rule}] ${message}`;
}

/** Warnings about `src` files of more lines than a reader wants in one file; tests and chores may be longer. */
export function sizeWarnings(texts: ReadonlyMap<string, string>): string[] {
  const sizes = [...texts]
    .filter(([path]) => /^packages\/[^/]+\/src\//.test(path))
    .map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }))
    .sort((a, b) => b.lines - a.lines);
  const warnings = sizes
    .filter(({ lines }) => lines > sourceLinesMax)
    .map(({ path, lines }) => `warning: ${path} has ${lines} lines, more than ${sourceLinesMax}`);
  const median = sizes[Math.floor(sizes.length / 2)]?.lines ?? 0;
  if (median > sourceLinesMedianMax) {
    warnings.push(`warning: the median source file has ${median} lines, more than ${sourceLinesMedianMax}`);
  }
  return warnings;
}

function readSources(): Sources {
  const places = ['packages/*/src/**/*', 'packages/*/test/**/*', 'bench/**/*', 'scripts/**/*'];
  const exclude = ['**/node_modules/**', '**/fixtures/**', '**/dist/**'];
  const paths = globSync(
    places.map((place) => `${place}.{ts,tsx}`),
    { cwd: root, exclude },
  );
  return {
    texts: new Map(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(root, path), 'utf8')])),
    exists: (path) => existsSync(join(root, path)),
  };
}

if (import.meta.main) {
  const { files, violations, warnings } = checkArchitecture();
  for (const line of [...violations, ...warnings]) console.log(line);
  console.log(`${files} files, ${violations.length} violations`);
  if (violations.length > 0) process.exitCode = 1;
}
