// Points a package's `exports` at what it holds when it is packed, and back. In the repository Node runs `src/*.ts` as it
// is; Node refuses TypeScript under node_modules, so a published package offers the `dist/` built from it. A package
// calls this from its folder: `pack-exports.ts built` in prepack, `pack-exports.ts source` in postpack. Each form is worked
// out from the other, so running either twice, or after a pack that was interrupted, does no harm.
import { readFileSync, writeFileSync } from 'node:fs';

type Exported = string | { types: string; default: string };

/** `./src/a.ts` as built; what is built already, or nothing of ours, as it is. */
export function builtExport(exported: Exported): Exported {
  const name = typeof exported === 'string' ? /^\.\/src\/(.+)\.ts$/.exec(exported)?.[1] : undefined;
  return name === undefined ? exported : { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` };
}

/** The inverse of {@link builtExport}. */
export function sourceExport(exported: Exported): Exported {
  const name = typeof exported === 'string' ? undefined : /^\.\/dist\/(.+)\.js$/.exec(exported.default)?.[1];
  return name === undefined ? exported : `./src/${name}.ts`;
}

function rewrite(path: string, convert: (exported: Exported) => Exported): void {
  const manifest: { exports: Record<string, Exported> } = JSON.parse(readFileSync(path, 'utf8'));
  for (const [name, exported] of Object.entries(manifest.exports)) manifest.exports[name] = convert(exported);
  writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
}

if (import.meta.main) {
  const form = process.argv[2];
  if (form !== 'built' && form !== 'source') throw new Error('Usage: pack-exports.ts built|source');
  rewrite('package.json', form === 'built' ? builtExport : sourceExport);
}
