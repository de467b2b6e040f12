// The same as raw.ts, by the call that undici's manual begins with.
import { gradeChanges, postedOf } from '../messages.ts';
import { openRequest, sendAll } from './post.ts';
import { serveSender } from './sender-process.ts';

serveSender(async ({ url, count }) => {
  const sent = sendAll(gradeChanges(count).map(postedOf), openRequest(url));
  return () => sent;
});
