// Somebody takes a quiz: goes a way that was thought out, on pages that speak to the server. Ends when the attempt does.

import { fieldsFor } from './answers.ts';
import { type Device, movedTo, phoneOf } from './device.ts';
import { drawingOf } from './drawing.ts';
import { Lots } from './lots.ts';
import { Page, type Place } from './page.ts';
import type { Player } from './player.ts';
import type { DemoQuiz, TakenQuestion } from './quiz-content.ts';
import type { Action } from './walk.ts';

export interface Sitting {
  server: string;
  token: string;
  quiz: DemoQuiz;
  device: Device;
  actions: readonly Action[];
  /** What is drawn by lot is drawn from this. */
  seed: string;
  /** When the attempt begins. */
  atMs: number;
  /** Whoever comes back later than this to what they wanted to do has been away with the machine, and ends. */
  now(): number;
  /** As a page does in earnest; who plays the past goes without. */
  savesUnchanged(): boolean;
}

const lateMsMax = 60_000;

/** Raises ApiCallFailed. */
export async function* takeQuiz(sitting: Sitting): Player {
  const { server, token, quiz, seed, now } = sitting;
  const place: Place = { server, token, courseId: quiz.courseId, quizId: quiz.quizId };
  // Ids of events are never those of another attempt, whatever else is the same.
  const lots = new Lots(`${seed} ${sitting.atMs}`);
  yield sitting.atMs;
  let page = new Page(place, sitting.device, lots, sitting.atMs, sitting.savesUnchanged);
  const { end_at, shown } = await page.open();
  const taken = new Map(shown.map((question) => [question.id, question]));
  let endMs = msOf(end_at);

  for (const action of sitting.actions) {
    const atMs = sitting.atMs + action.atMs;
    for (;;) {
      const ownMs = page.nextMs();
      const dueMs = Math.min(ownMs ?? Number.POSITIVE_INFINITY, endMs);
      if (dueMs >= atMs) break;
      yield dueMs;
      if (now() - dueMs > lateMsMax) return;
      if (dueMs === endMs) return page.handIn(dueMs);
      const saved = await page.work(dueMs);
      if (saved?.backup === false) return;
      if (saved !== null) endMs = msOf(saved.end_at);
    }
    yield atMs;
    if (now() - atMs > lateMsMax) return;
    if (action.kind === 'walk_away') return;
    if (action.kind === 'hand_in') return page.handIn(atMs);
    if (action.kind === 'open') {
      await page.settle(atMs, action.leavesOld);
      const { device, savesUnchanged } = sitting;
      const there = { phone: () => phoneOf(lots), laptop: () => device, here: () => page.device };
      page = new Page(place, there[action.where](), lots, atMs, savesUnchanged);
      await page.open();
    } else await act(action, page, atMs, quiz, taken, seed);
  }
}

async function act(
  action: Action,
  page: Page,
  atMs: number,
  { questions }: DemoQuiz,
  taken: ReadonlyMap<number, TakenQuestion>,
  seed: string,
): Promise<void> {
  switch (action.kind) {
    case 'record':
      page.record(action.eventType, action.eventData, atMs);
      return;
    case 'blur':
      page.record('page_blurred', { hidden: action.isHidden }, atMs);
      if (action.isHidden) await page.flush(atMs, false);
      return;
    case 'focus':
      page.record('page_focused', { away_ms: action.awayMs, hidden_ms: action.hiddenMs }, atMs);
      return;
    case 'answer': {
      const { question, isRight, share, variant } = action;
      const authored = questions.find(({ id }) => id === question);
      const shown = taken.get(question);
      if (authored === undefined || shown === undefined) return;
      // The same at every step, so that what is begun is finished.
      const own = new Lots(`${seed} ${question} ${variant}`);
      page.change(fieldsFor(authored, shown, isRight, share, own), atMs);
      return;
    }
    case 'upload': {
      const id = await page.upload('animal-cell.svg', 'image/svg+xml', drawingOf(new Lots(seed)));
      page.change({ [`question_${action.question}`]: [id] }, atMs);
      return;
    }
    case 'network':
      page.setOnline(action.isOnline, atMs);
      return;
    case 'clock':
      page.setClock(action.byMs, atMs);
      return;
    case 'move':
      page.move(movedTo(page.device, new Lots(seed)));
      return;
  }
}

/** Never, where nothing ends it. */
function msOf(time: string | null): number {
  return time === null ? Number.POSITIVE_INFINITY : Date.parse(time);
}
