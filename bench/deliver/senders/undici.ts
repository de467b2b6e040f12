// A keep-alive pool, as a program without a queue would have it.
import { Pool } from 'undici';

/** A request at a time on each connection. */
export function openPool(origin: string, connections: number): Pool {
  return new Pool(origin, { connections, pipelining: 1 });
}
