// What the demo shows from its first start on: a class that took the quiz the day before, in the time that the server's clock is
// led through. A start that finds it there leaves it as it is.

import { giveExtraTime, takeClassQuiz } from './class-quiz.ts';
import { type Classmate, classmates } from './classmates.ts';
import { doCoursework } from './coursework.ts';
import { demoSisId } from './demo-sis-id.ts';
import type { DemoTime } from './demo-time.ts';
import { sitExam } from './exam-life.ts';
import { gradeClass } from './grading.ts';
import { Lots } from './lots.ts';
import type { Company } from './player.ts';
import type { DemoQuiz } from './quiz-content.ts';
import type { Api, Records, Row } from './records.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const atOnce = 6;

export interface ClassMember {
  classmate: Classmate;
  userId: number;
  token: string;
}

/** Everybody of the class, or only those who sit the exam; made where they are missing, each with a new access token. */
export async function gatherClass(
  records: Records,
  courseId: number,
  who: 'all' | 'examinees',
): Promise<ClassMember[]> {
  const users = '/accounts/self/users?per_page=100&search_term=';
  const there = await records.api<(Row & { sis_user_id: string })[]>('GET', `${users}${demoSisId}-class`);
  const members: ClassMember[] = [];
  const waiting = classmates.entries();
  const one = async (): Promise<void> => {
    for (const [index, classmate] of waiting) {
      if (who === 'examinees' && classmate.sitsExam !== true) continue;
      const suffix = `class-${index + 1}`;
      const found = there.find(({ sis_user_id }) => sis_user_id === `${demoSisId}-${suffix}`);
      const { id: userId } = found ?? (await records.newPerson(classmate.name, suffix));
      if (who === 'all') await records.enroll(courseId, userId, 'StudentEnrollment');
      members.push({ classmate, userId, token: await records.token(String(userId)) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  // Whoever came first: what is drawn by lot falls to the same people at every start.
  const placeOf = ({ classmate }: ClassMember) => classmates.indexOf(classmate);
  return members.sort((one, other) => placeOf(one) - placeOf(other));
}

/** When the class took the quiz: at a full hour of the day before. */
export function classBeginsAtMs(nowMs: number): number {
  return Math.floor((nowMs - 25 * hourMs) / hourMs) * hourMs;
}

/**
 * How much of the past is there at this moment of it, from 0 to 1: nearly all of the work is in the first 40 minutes of the
 * quiz.
 */
export function shareOfPast(ms: number, beginsAtMs: number): number {
  if (ms < beginsAtMs) return 0.1;
  const quizShare = Math.min(1, (ms - beginsAtMs) / (40 * minuteMs));
  const restShare = Math.min(1, (ms - beginsAtMs) / (24 * hourMs));
  return 0.1 + 0.75 * quizShare + 0.15 * restShare;
}

/** Everybody comes in; they act once the clock is led on. */
export async function letClassTakeQuiz(
  company: Company,
  {
    records: { server, as, api: asAdmin },
    members,
    asTeacher,
    quiz,
    time,
    beginsAtMs,
  }: {
    records: Records;
    members: readonly ClassMember[];
    asTeacher: Api;
    quiz: DemoQuiz;
    time: DemoTime;
    beginsAtMs: number;
  },
): Promise<void> {
  for (const { classmate, userId, token } of members) {
    await company.join(takeClassQuiz({ server, token, quiz, classmate, beginsAtMs, now: time.now }));
    const { extraMinutes } = classmate;
    if (extraMinutes !== undefined) {
      await company.join(giveExtraTime(asTeacher, quiz, userId, extraMinutes, beginsAtMs + 19 * minuteMs));
    }
  }
  await company.join(gradeClass(asTeacher, quiz, beginsAtMs + 6 * hourMs));
  const students = members.map(({ userId, token }) => ({ userId, as: as(token) }));
  const { courseId } = quiz;
  await company.join(doCoursework({ courseId, asAdmin, asTeacher, students, beforeMs: beginsAtMs }));
}

/**
 * Those who sit the exam come in: some time before the present when the clock is led there, else one after the other from
 * now on.
 */
export async function letExamBegin(
  company: Company,
  {
    server,
    members,
    quiz,
    time,
    nowMs,
  }: {
    server: string;
    members: readonly ClassMember[];
    quiz: DemoQuiz;
    time: DemoTime;
    nowMs: number;
  },
): Promise<void> {
  const lots = new Lots('exam');
  for (const { classmate, token } of members) {
    if (classmate.sitsExam !== true) continue;
    const atMs = nowMs + (time.isTrue() ? lots.between(1, 40) * 1_000 : -lots.between(400, 1_500) * 1_000);
    await company.join(sitExam({ server, token, quiz, classmate, atMs, time }));
  }
}
