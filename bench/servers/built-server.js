// The server as it is published: built JavaScript, which `npm run bench` makes first. From its TypeScript it would hold
// the stripper of types in memory as well, once for each thread; so this file is no TypeScript either.

const built = new URL('../../packages/server/dist/cli/main.js', import.meta.url);
const { main } = await import(built.href);
process.exitCode = await main(process.argv.slice(2));
