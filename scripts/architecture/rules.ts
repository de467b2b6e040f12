// The architecture rules, over sources given as text. It reads no disk, so the rules can be tested on examples.
import { posix } from 'node:path';
import { findCycles } from './cycles.ts';
import type { ImportTable } from './import-table.ts';
import { folderFault, packageFault, serverFolder, serverSource } from './server-imports.ts';
import { type Import, readSourceFile, type SourceFile } from './source-file.ts';

export interface Sources {
  /** Text of each `.ts` and `.tsx` file, by its path from the root of the repository, with forward slashes. */
  texts: ReadonlyMap<string, string>;
  /** Whether the repository has this file, source or not. */
  exists(path: string): boolean;
}

export interface Violation {
  path: string;
  line?: number;
  rule:
    | 'name'
    | 'row'
    | 'import path'
    | 'import table'
    | 'package'
    | 'cycle'
    | 'default export'
    | 'any'
    | 'barrel';
  message: string;
}

const vagueNames = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'types', 'types.d']);

/** Files whose default export a tool asks for. */
const defaultExportAsked = new Set(['packages/server/test/support/global-setup.ts']);

/** Every violation in `sources`, by path and line. The import table binds packages/server/src, the other rules all. */
export function findViolations(sources: Sources, table: ImportTable): Violation[] {
  const violations: Violation[] = [];
  const imports = new Map<string, string[]>();
  for (const [path, text] of sources.texts) {
    const file = readSourceFile(text);
    violations.push(...nameFaults(path, table), ...contentFaults(path, file));
    const targets: string[] = [];
    for (const imported of file.imports) {
      const { specifier, line } = imported;
      const target = resolve(path, specifier);
      const fault = importFault(sources, table, path, imported, target);
      if (fault !== undefined) violations.push({ path, line, ...fault });
      else if (target !== undefined && sources.texts.has(target)) targets.push(target);
    }
    imports.set(path, targets);
  }
  for (const cycle of findCycles(imports)) {
    const [path = ''] = cycle;
    violations.push({ path, rule: 'cycle', message: `imports itself: ${[...cycle, path].join(' → ')}` });
  }
  return violations.sort((a, b) => a.path.localeCompare(b.path) || (a.line ?? 0) - (b.line ?? 0));
}

function nameFaults(path: string, table: ImportTable): Violation[] {
  const faults: Violation[] = [];
  for (const name of path.split('/').map((segment) => segment.replace(/\.tsx?$/, ''))) {
    if (vagueNames.has(name)) {
      faults.push({ path, rule: 'name', message: `"${name}" does not say what is inside` });
    }
  }
  if (path.startsWith(serverSource) && !table.has(serverFolder(path))) {
    faults.push({ path, rule: 'row', message: `docs/architecture.md has no row for ${serverFolder(path)}` });
  }
  return faults;
}

function contentFaults(path: string, file: SourceFile): Violation[] {
  const faults: Violation[] = [];
  for (const line of defaultExportAsked.has(path) ? [] : file.defaultExports) {
    faults.push({ path, line, rule: 'default export', message: 'exports have names' });
  }
  // In JSX the word may be prose; there Biome alone keeps `any` out.
  for (const line of path.endsWith('.tsx') ? [] : file.anyTypes) {
    faults.push({ path, line, rule: 'any', message: 'nothing is of type any' });
  }
  if (file.isBarrel && !/^packages\/[^/]+\/src\/index\.ts$/.test(path)) {
    faults.push({
      path,
      rule: 'barrel',
      message: "only a package's src/index.ts may do nothing but re-export",
    });
  }
  return faults;
}

function importFault(
  sources: Sources,
  table: ImportTable,
  path: string,
  { specifier }: Import,
  target: string | undefined,
): Pick<Violation, 'rule' | 'message'> | undefined {
  const ofServer = path.startsWith(serverSource);
  if (target === undefined) {
    const message = ofServer ? packageFault(table, serverFolder(path), specifier) : undefined;
    return message === undefined ? undefined : { rule: 'package', message };
  }
  if (!/\.[a-z]+$/.test(target) || /\.[cm]?jsx?$/.test(target)) {
    return { rule: 'import path', message: `${specifier} does not end in .ts` };
  }
  if (!sources.exists(target)) return { rule: 'import path', message: `${specifier} does not exist` };
  const source = /^packages\/[^/]+\/src\//.exec(path)?.[0];
  if (source !== undefined && !target.startsWith(source)) {
    return { rule: 'import path', message: `${specifier} leaves ${source}, which is published alone` };
  }
  const message = ofServer ? folderFault(table, serverFolder(path), serverFolder(target)) : undefined;
  return message === undefined ? undefined : { rule: 'import table', message };
}

/** The file a relative specifier means, without a bundler's `?query`; undefined for a package. */
function resolve(path: string, specifier: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined;
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''));
}
