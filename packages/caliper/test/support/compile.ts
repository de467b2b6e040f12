// The TypeScript compiler, as a user of the package runs it.

import { execFile } from 'node:child_process';
import { join } from 'node:path';

const tsc = join(import.meta.dirname, '../../../../node_modules/typescript/bin/tsc');

/** What the compiler says about `files`, seen from `folder`; nothing when all is well. Declarations are checked too. */
export function compile(folder: string, files: string[]): Promise<string> {
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  const inRepository = ['--allowImportingTsExtensions', '--exactOptionalPropertyTypes', '--ignoreConfig'];
  return new Promise((done) => {
    execFile(process.execPath, [tsc, ...options, ...inRepository, ...files], { cwd: folder }, (_, out, err) =>
      done(out + err),
    );
  });
}
