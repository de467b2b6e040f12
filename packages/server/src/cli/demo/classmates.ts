// The class of the demo: who is in it, and how each of them goes about the quiz. Nobody is; all names are made up.

import type { behaviours } from './behaviours.ts';

export interface Classmate {
  name: string;
  /** How each attempt goes; most have one. */
  attempts: readonly (keyof typeof behaviours)[];
  onPhone?: true;
  /** Hours by which the clock of the device is ahead. */
  clockAheadHours?: number;
  /** Kinds of events that something in the browser keeps from being sent. */
  blocks?: readonly string[];
  /** Sits the exam that is under way. */
  sitsExam?: true;
  /** Minutes that the teacher adds while the quiz is taken. */
  extraMinutes?: number;
}

const focusEvents = ['page_blurred', 'page_focused'];
const allEvents = [...focusEvents, 'session_started', 'question_viewed', 'question_flagged'];

export const classmates: readonly Classmate[] = [
  { name: 'Amina Yusuf', attempts: ['steady'] },
  { name: 'Ben Okafor', attempts: ['looksThingsUp'], sitsExam: true },
  { name: 'Chiara Rossi', attempts: ['jumpsAround'], sitsExam: true },
  { name: 'Daniel Kim', attempts: ['longBreak'] },
  { name: 'Elif Demir', attempts: ['phoneInATunnel'], onPhone: true },
  { name: 'Freja Lindqvist', attempts: ['steadyWithDrawing'], sitsExam: true },
  { name: 'Gabriel Santos', attempts: ['twoDevices'] },
  { name: 'Hannah Weiss', attempts: ['severalTabs'], sitsExam: true },
  { name: 'Ibrahim Diallo', attempts: ['steady'], clockAheadHours: 5 },
  { name: 'Jun Watanabe', attempts: ['steady'], blocks: focusEvents },
  { name: 'Kateryna Bondar', attempts: ['assistiveTechnology'], sitsExam: true },
  { name: 'Liam O’Brien', attempts: ['runsOutOfTime'] },
  { name: 'Mei-Ling Chen', attempts: ['handsInEarly'] },
  { name: 'Nadia Haddad', attempts: ['changesManyAnswers'], sitsExam: true },
  { name: 'Oscar Nilsson', attempts: ['handsInEarly', 'steadyWithDrawing'] },
  { name: 'Priya Raman', attempts: ['takesExtraTime'], extraMinutes: 10 },
  { name: 'Quentin Dubois', attempts: ['steady'], sitsExam: true },
  { name: 'Rosa Fernández', attempts: ['laptopGoesOut'] },
  { name: 'Samuel Mensah', attempts: ['reloads'], sitsExam: true },
  { name: 'Tala Whitehorse', attempts: ['steadyWithDrawing'], sitsExam: true },
  { name: 'Uma Krishnan', attempts: ['notifications'] },
  { name: 'Viktor Petrov', attempts: ['shakyNetwork'] },
  { name: 'Wanjiru Kamau', attempts: ['jumpsAround'], sitsExam: true },
  { name: 'Ximena Morales', attempts: ['fullScreen'], sitsExam: true },
  { name: 'Yosef Levi', attempts: ['clockSetRight'], clockAheadHours: 37 / 60 },
  { name: 'Zoë Janssens', attempts: ['pastesAnEssay'] },
  { name: 'Aroha Ngata', attempts: ['steady'], blocks: allEvents },
  { name: 'Bao Nguyen', attempts: ['phoneInATunnel'], onPhone: true, sitsExam: true },
  { name: 'Camille Laurent', attempts: ['changesManyAnswers'] },
  { name: 'Dmitri Volkov', attempts: ['looksThingsUp', 'steady'] },
];
