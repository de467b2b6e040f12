#!/usr/bin/env -S node --max-semi-space-size=8 --heap-growing-percent=30 --no-allocation-site-pretenuring
// The door of the command line. Plain JavaScript that any Node understands, so that an old one can be told so.
// The options keep the heap small: an export of millions of rows would grow the young one to over 100 MB for nothing, and what
// outlives its request would lie uncollected in the old one until that had twice its size. Nor may V8 take what a request needs
// for long-lived because it met it a few times in a pause: then all of it fills the old one (bench/README.md).

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `quizwire needs Node 24 or newer; this is Node ${process.versions.node} (npm start and npx bring their own)`,
  );
  process.exit(1);
}

// node:sqlite warns at every start that it is experimental; we know, and pin the Node that we test.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(`${warning.name}: ${warning.message}`);
});

const { existsSync } = await import('node:fs');
const { enableCompileCache } = await import('node:module');
const { fileURLToPath } = await import('node:url');

// Compiled code is kept between starts, which makes the next ones twice as fast: beside the program, else in the folder for
// temporary files, else nowhere. Threads learn of it from the environment.
const beside = enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));
const { directory } = beside.directory === undefined ? enableCompileCache() : beside;
if (directory !== undefined) process.env.NODE_COMPILE_CACHE ??= directory;

// In the repository the TypeScript runs as it is; a published package holds only the built JavaScript.
const source = new URL('../src/cli/main.ts', import.meta.url);
const { main } = await import(
  existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href
);
process.exitCode = await main(process.argv.slice(2));
