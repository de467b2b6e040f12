// Those who sit the exam that is under way: each takes it calmly, hands in, rests, and takes it again, for as long as the demo
// runs.

import { ApiCallFailed } from '../api-call.ts';
import { behaviours } from './behaviours.ts';
import type { Classmate } from './classmates.ts';
import type { DemoTime } from './demo-time.ts';
import { laptopOf } from './device.ts';
import { Lots } from './lots.ts';
import type { Player } from './player.ts';
import type { DemoQuiz } from './quiz-content.ts';
import { takeQuiz } from './student.ts';
import { Walk } from './walk.ts';

const minuteMs = 60_000;

interface Examinee {
  server: string;
  token: string;
  quiz: DemoQuiz;
  classmate: Classmate;
  /** When they sit down. */
  atMs: number;
  time: DemoTime;
}

/** Never ends by itself. Raises ApiCallFailed in the past; in true time whoever is refused tries again after a rest. */
export async function* sitExam({ server, token, quiz, classmate, atMs, time }: Examinee): Player {
  const device = laptopOf(new Lots(classmate.name));
  let beginsAtMs = atMs;
  for (;;) {
    const seed = `${classmate.name} exam ${beginsAtMs}`;
    const lots = new Lots(seed);
    const walk = new Walk(quiz.questions, lots);
    behaviours.worksAtABench(walk);
    const { actions } = walk;
    try {
      yield* takeQuiz({
        server,
        token,
        quiz,
        device,
        actions,
        seed: `${seed} page`,
        atMs: beginsAtMs,
        now: time.now,
        savesUnchanged: () => time.isTrue(),
      });
    } catch (error) {
      if (!(error instanceof ApiCallFailed) || !time.isTrue()) throw error;
    }
    beginsAtMs = time.now() + lots.between(2, 6) * minuteMs;
  }
}
