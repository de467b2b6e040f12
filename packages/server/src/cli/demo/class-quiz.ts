// The quiz that the class of the demo took the day before: each of them, and the teacher who gives somebody more time.

import { behaviours } from './behaviours.ts';
import type { Classmate } from './classmates.ts';
import { laptopOf, phoneOf } from './device.ts';
import { Lots } from './lots.ts';
import type { Player } from './player.ts';
import type { DemoQuiz } from './quiz-content.ts';
import type { Api } from './records.ts';
import { takeQuiz } from './student.ts';
import { Walk } from './walk.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** When somebody has read what the first attempt came to. */
const nextAttemptAfterMs = 75 * minuteMs;

interface Taker {
  server: string;
  token: string;
  quiz: DemoQuiz;
  classmate: Classmate;
  /** When the class begins. */
  beginsAtMs: number;
  now(): number;
}

/** All attempts of one of them. */
export async function* takeClassQuiz({ classmate, beginsAtMs, quiz, server, token, now }: Taker): Player {
  const { name, attempts, clockAheadHours = 0, blocks = [], onPhone = false } = classmate;
  for (const [index, attempt] of attempts.entries()) {
    const lots = new Lots(`${name} ${index}`);
    const walk = new Walk(quiz.questions, lots);
    behaviours[attempt](walk);
    yield* takeQuiz({
      server,
      token,
      quiz,
      device: {
        ...(onPhone ? phoneOf : laptopOf)(new Lots(name)),
        clockAheadMs: clockAheadHours * hourMs,
        blocks: new Set(blocks),
      },
      actions: walk.actions,
      seed: `${name} ${index} page`,
      atMs: beginsAtMs + index * nextAttemptAfterMs + lots.between(0, 3 * minuteMs),
      now,
      savesUnchanged: () => false,
    });
  }
}

/** While they take it, the teacher gives one of them more time. */
export async function* giveExtraTime(
  asTeacher: Api,
  { courseId, quizId }: DemoQuiz,
  userId: number,
  minutes: number,
  atMs: number,
): Player {
  yield atMs;
  await asTeacher('POST', `/courses/${courseId}/quizzes/${quizId}/extensions`, {
    quiz_extensions: [{ user_id: userId, extend_from_end_at: minutes }],
  });
}
