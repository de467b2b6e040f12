// The limit of HTTP on this Node: reads each body, parses it as JSON, forgets it and answers 204.
import { once } from 'node:events';
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [first] = chunks;
    JSON.parse((chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)).toString());
    response.writeHead(204).end();
  });
}).listen(Number(process.env.QUIZWIRE_PORT), '127.0.0.1');

await once(server, 'listening');
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('no port');
process.stdout.write(`quizwire listening on http://127.0.0.1:${address.port}\n`);
process.once('SIGTERM', () => process.exit(0));
