// How the limit and the rivals send: by undici's lowest call. On one thread that is a quarter faster than `pool.request`,
// which is in the table beside it.

import type { Pool } from 'undici';
import { headersLikeOurs, type Posted } from '../messages.ts';
import { openPool } from './undici.ts';

/** As many as Quizwire has to one target. */
export const connections = 64;

/** Sends a message there; resolves when it is taken, rejects when not. */
export type Post = (message: Posted) => Promise<void>;

export function openPost(url: string): Post {
  const { origin, pathname: path } = new URL(url);
  const pool = openPool(origin, connections);
  return ({ uuid, text }) =>
    new Promise((resolve, reject) => {
      let status = 0;
      pool.dispatch(
        { method: 'POST', path, headers: headersLikeOurs(uuid), body: text },
        {
          onRequestStart() {},
          onResponseStart(_controller, statusCode) {
            status = statusCode;
          },
          onResponseData() {},
          onResponseEnd() {
            if (isTaken(status)) resolve();
            else reject(new Error(`answered ${status}`));
          },
          onResponseError(_controller, error) {
            reject(error);
          },
        },
      );
    });
}

/** By the call that undici's manual begins with. */
export function openRequest(url: string): Post {
  const { origin, pathname } = new URL(url);
  const pool = openPool(origin, connections);
  return ({ uuid, text }) => request(pool, pathname, headersLikeOurs(uuid), text);
}

/** Resolves when the answer is read; rejects when it is no success. */
export async function request(pool: Pool, path: string, headers: string[], body: string): Promise<void> {
  const answer = await pool.request({ method: 'POST', path, headers, body });
  await answer.body.dump();
  if (!isTaken(answer.statusCode)) throw new Error(`${path} answered ${answer.statusCode}`);
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Sends them all, as many at once as there are connections. */
export async function sendAll(messages: readonly Posted[], post: Post): Promise<void> {
  const left = messages.values();
  const worker = async (): Promise<void> => {
    for (const message of left) await post(message);
  };
  await Promise.all(Array.from({ length: connections }, worker));
}
