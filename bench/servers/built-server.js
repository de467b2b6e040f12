// The server as it is published: built JavaScript, which `npm run bench` makes first. From its TypeScript it would hold
// the stripper of types in memory as well, once for each thread; so this file is no TypeScript either, and the workspace's
// own package, whose door in the repository is TypeScript, is taken as built too.
import { registerHooks } from 'node:module';

const packages = new URL('../../packages/', import.meta.url);
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@quizwire/caliper'
      ? { url: new URL('caliper/dist/index.js', packages).href, shortCircuit: true }
      : next(specifier, context),
});

const { main } = await import(new URL('server/dist/cli/main.js', packages).href);
process.exitCode = await main(process.argv.slice(2));
