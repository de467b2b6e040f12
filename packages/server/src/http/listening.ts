// Opens the port, and says in words for people why it cannot.

import type { Server } from './fastify.ts';

/** The port cannot be opened; the message names the setting to change. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Resolves to the URL that is listened on. Raises CannotListen. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const message = messageFor((error as NodeJS.ErrnoException).code, host, port);
    throw message === undefined ? error : new CannotListen(message, { cause: error });
  }
}

function messageFor(code: string | undefined, host: string, port: number): string | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return `QUIZWIRE_PORT ${port} of ${host} is in use: stop the program that has it, or choose another port`;
    case 'EACCES':
      return `QUIZWIRE_PORT ${port} may not be opened by this user: choose one above 1023`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `QUIZWIRE_HOST ${host} is not an address of this machine`;
    default:
      return undefined;
  }
}
