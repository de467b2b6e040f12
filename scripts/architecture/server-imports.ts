// Which folder of the server may import which folder and which package. The folders come from the import table;
// the three rules about packages are here.
import type { ImportTable } from './import-table.ts';

export const serverSource = 'packages/server/src/';

/** Folders without a clock, I/O or randomness, and the packages they may import, which have none of these either. */
const purePackages = new Map([
  ['model', new Set<string>()],
  ['grading', new Set(['decimal.js'])],
  ['facts', new Set<string>()],
  ['format', new Set<string>()],
]);

/** Packages that few folders have to themselves. */
const keepers = [
  { folders: ['store'], packages: /^(kysely|pg|pg-.+|node:sqlite)$/ },
  { folders: ['http'], packages: /^(fastify|@fastify\/.+)$/ },
  // `quizwire listen` checks what was signed.
  { folders: ['http', 'operations', 'delivery', 'cli'], packages: /^jose$/ },
  { folders: ['cli'], packages: /^standardwebhooks$/ },
  {
    folders: ['delivery'],
    packages: /^(undici|@aws-sdk\/.+|@smithy\/.+|@platformatic\/kafka)$/,
  },
];

/** The folder of packages/server/src that holds `path`; a file directly in it stands for itself, without `.ts`. */
export function serverFolder(path: string): string {
  return (path.slice(serverSource.length).split('/')[0] ?? '').replace(/\.ts$/, '');
}

/** Why a file in `folder` may not import from the folder `target`, or undefined when it may. */
export function folderFault(table: ImportTable, folder: string, target: string): string | undefined {
  const allowed = table.get(folder);
  if (folder === target || allowed === 'all' || allowed?.has(target)) return undefined;
  return `${folder} may not import ${target} (docs/architecture.md)`;
}

/** Why a file in `folder` may not import `specifier`, which is not a relative path, or undefined when it may. */
export function packageFault(table: ImportTable, folder: string, specifier: string): string | undefined {
  const name = packageName(specifier);
  const allowed = table.get(folder);
  if (name.startsWith('@quizwire/')) {
    if (allowed === 'all' || allowed?.has(name)) return undefined;
    return `${folder} may not import ${name} (docs/architecture.md)`;
  }
  const pure = purePackages.get(folder);
  if (pure?.has(name)) return undefined;
  if (pure !== undefined) return `${folder} is pure; it does not import ${name}`;
  const keeper = keepers.find(({ packages }) => packages.test(name));
  if (keeper === undefined || keeper.folders.includes(folder)) return undefined;
  return `only ${keeper.folders.join(', ')} imports ${name}`;
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
