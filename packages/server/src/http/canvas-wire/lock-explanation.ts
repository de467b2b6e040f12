// Why somebody cannot enter a quiz or work on an assignment, in Canvas's English. Times are UTC: whose zone they would be read in is not known.

import type { QuizLock } from '../../model/quiz.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `This quiz is locked until Mar 9 at 11:59pm.` */
export function lockExplanation(lock: QuizLock, nowMs: number, noun: 'quiz' | 'assignment' = 'quiz'): string {
  switch (lock.reason) {
    case 'manual':
      return `This ${noun} is currently locked.`;
    case 'not_yet':
      return `This ${noun} is locked until ${momentText(lock.unlockAtMs, nowMs)}.`;
    case 'over':
      return `This ${noun} was locked ${momentText(lock.lockAtMs, nowMs)}.`;
  }
}

/** `Mar 9 at 11pm`, `Mar 9 at 11:59pm`; of another year than now `Mar 9, 2018 at 11pm`. */
function momentText(ms: number, nowMs: number): string {
  const moment = new Date(ms);
  const year = moment.getUTCFullYear();
  const hours = moment.getUTCHours();
  const minutes = moment.getUTCMinutes();
  const day = `${months[moment.getUTCMonth()]} ${moment.getUTCDate()}`;
  const date = year === new Date(nowMs).getUTCFullYear() ? day : `${day}, ${year}`;
  const time = `${hours % 12 === 0 ? 12 : hours % 12}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
  return `${date} at ${time}${hours < 12 ? 'am' : 'pm'}`;
}
