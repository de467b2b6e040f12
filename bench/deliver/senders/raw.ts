// The limit: no queue. Messages that are in memory go out one after the other over 64 connections.
import { gradeChanges, postedOf } from '../messages.ts';
import { openPost, sendAll } from './post.ts';
import { serveSender } from './sender-process.ts';

serveSender(async ({ url, count }) => {
  const sent = sendAll(gradeChanges(count).map(postedOf), openPost(url));
  return () => sent;
});
