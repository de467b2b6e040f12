// A way through a quiz, thought out before it is gone: what somebody does on the page and when, from the beginning of the
// attempt on. How they go about it as a whole is in behaviours.ts; what reaches the server is for student.ts.

import type { Lots } from './lots.ts';
import type { AuthoredQuestion } from './quiz-content.ts';

export type Action = { atMs: number } & (
  | { kind: 'record'; eventType: string; eventData: unknown }
  /** `isHidden`: the page cannot be seen, so that it sends what it has. */
  | { kind: 'blur'; isHidden: boolean }
  | { kind: 'focus'; awayMs: number; hiddenMs: number }
  /** `variant` tells apart what is put down for one question over time. */
  | { kind: 'answer'; question: number; isRight: boolean; share: number; variant: number }
  | { kind: 'upload'; question: number }
  | { kind: 'network'; isOnline: boolean }
  | { kind: 'clock'; byMs: number }
  /** The page anew: loaded again, in another tab, or at another device. */
  | { kind: 'open'; where: 'here' | 'phone' | 'laptop'; leavesOld: boolean }
  | { kind: 'move' }
  | { kind: 'hand_in' }
  /** Leaves the page as it is, for good. */
  | { kind: 'walk_away' }
);

type Done = Action extends infer Each ? (Each extends Action ? Omit<Each, 'atMs'> : never) : never;

export class Walk {
  readonly actions: Action[] = [];
  readonly questions: readonly AuthoredQuestion[];
  readonly lots: Lots;
  /** Above 1: slower than most. */
  tempo: number;
  /** How often an answer is right. */
  readonly knows: number;
  atMs = 0;
  readonly #variants = new Map<number, number>();
  #viewed = new Set<number>();

  constructor(questions: readonly AuthoredQuestion[], lots: Lots) {
    this.questions = questions;
    this.lots = lots;
    this.tempo = 0.9 + lots.next() * 0.6;
    this.knows = 0.5 + lots.next() * 0.45;
  }

  /** So many seconds at the tempo of this person. */
  wait(fromSeconds: number, toSeconds: number): void {
    this.atMs += Math.round((fromSeconds + this.lots.next() * (toSeconds - fromSeconds)) * 1000 * this.tempo);
  }

  act(done: Done): void {
    this.actions.push({ ...done, atMs: this.atMs } as Action);
  }

  /** It comes into view, and with it the one below it: there is room for two. */
  view(question: AuthoredQuestion): void {
    if (this.#viewed.has(question.id)) return;
    const index = this.questions.indexOf(question);
    const fresh = this.questions.slice(index, index + 2).filter(({ id }) => !this.#viewed.has(id));
    for (const { id } of fresh) this.#viewed.add(id);
    const eventData = fresh.map(({ id }) => String(id));
    this.act({ kind: 'record', eventType: 'question_viewed', eventData });
  }

  /** Reads a question and answers it, in as many steps as it has. */
  solve(question: AuthoredQuestion, isRight = this.lots.chance(this.knows)): void {
    this.view(question);
    const variant = (this.#variants.get(question.id) ?? 0) + 1;
    // Nobody writes an essay twice.
    if (variant > 1 && question.question_type === 'essay_question') return;
    this.#variants.set(question.id, variant);
    const { steps, reading, step } = paceOf(question);
    for (let done = 1; done <= steps; done++) {
      this.wait(...(done === 1 ? reading : step));
      this.act({ kind: 'answer', question: question.id, isRight, share: done / steps, variant });
    }
  }

  /** Uploads a file where the question asks for one. */
  upload(): void {
    const question = this.questions.find(({ question_type }) => question_type === 'file_upload_question');
    if (question === undefined) return;
    this.view(question);
    this.wait(25, 60);
    this.act({ kind: 'upload', question: question.id });
    this.wait(3, 8);
  }

  flag(question: AuthoredQuestion, flagged: boolean): void {
    const eventData = { questionId: String(question.id), flagged };
    this.act({ kind: 'record', eventType: 'question_flagged', eventData });
  }

  /** Away from the page for so many seconds, whatever the tempo. */
  away(fromSeconds: number, toSeconds: number, isHidden: boolean): void {
    const awayMs = Math.round((fromSeconds + this.lots.next() * (toSeconds - fromSeconds)) * 1000);
    this.act({ kind: 'blur', isHidden });
    this.atMs += awayMs;
    this.act({ kind: 'focus', awayMs, hiddenMs: isHidden ? awayMs : 0 });
  }

  /** Without a network for so many seconds. */
  offline(fromSeconds: number, toSeconds: number, meanwhile: () => void): void {
    this.act({ kind: 'network', isOnline: false });
    const backMs = this.atMs + this.lots.between(fromSeconds, toSeconds) * 1000;
    meanwhile();
    this.atMs = Math.max(this.atMs, backMs);
    this.act({ kind: 'network', isOnline: true });
  }

  /** A page that is loaded again shows its questions again. */
  open(where: 'here' | 'phone' | 'laptop', leavesOld: boolean): void {
    this.act({ kind: 'open', where, leavesOld });
    this.#viewed = new Set();
    this.wait(2, 4);
  }

  handIn(): void {
    this.wait(5, 20);
    this.act({ kind: 'hand_in' });
  }
}

interface Pace {
  /** How many steps an answer takes. */
  steps: number;
  /** Seconds from, to: until the first of them, and until each of the others. */
  reading: [number, number];
  step: [number, number];
}

function paceOf({ question_type, answers }: AuthoredQuestion): Pace {
  switch (question_type) {
    case 'text_only_question':
    case 'file_upload_question':
      return { steps: 0, reading: [0, 0], step: [0, 0] };
    case 'multiple_answers_question':
      return { steps: Math.min(3, answers.length), reading: [15, 45], step: [0.3, 0.7] };
    case 'matching_question':
      return { steps: answers.length, reading: [30, 60], step: [0.6, 1.8] };
    case 'fill_in_multiple_blanks_question':
      return { steps: 2, reading: [20, 50], step: [0.4, 0.8] };
    case 'multiple_dropdowns_question':
      return { steps: 3, reading: [18, 45], step: [0.3, 0.7] };
    case 'calculated_question':
      return { steps: 1, reading: [45, 110], step: [0, 0] };
    case 'essay_question':
      return { steps: 3, reading: [45, 100], step: [45, 90] };
    default:
      return { steps: 1, reading: [14, 50], step: [0, 0] };
  }
}
