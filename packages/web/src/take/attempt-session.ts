// An attempt under way on this page: its answers, clock, saving and recording, put together. Components look at it and call
// it; it knows no component.

import type { RunningAttempt, Taking, UploadedFile } from '../api/taking.ts';
import type { AnswerTools } from '../questions/answer-tools.ts';
import type { FieldValue } from '../questions/form-fields.ts';
import { type Activity, answering } from './activity.ts';
import { announcements } from './announcements.ts';
import { fieldsToSave } from './attempt-reading.ts';
import { type AttemptAction, attemptReducer, openAttempt } from './attempt-state.ts';
import { startAutosave } from './autosave.ts';
import { countdownTo } from './countdown.ts';
import { failureOf, NotSaved } from './failures.ts';
import { handIn } from './hand-in.ts';
import { keptAnswers } from './kept-answers.ts';
import { moving } from './moving.ts';
import { observable } from './observable.ts';
import { watchPresence } from './page-presence.ts';
import { type Recording, startRecording } from './recording.ts';
import { pageSchedule as schedule } from './schedule.ts';
import type { ServerClock } from './server-clock.ts';
import type { SaveAnswer, TakeApi } from './take-api.ts';
import { clockText } from './time-text.ts';

export type AttemptSession = ReturnType<typeof openAttemptSession>;

const monotonic = (): number => performance.now();
/** The log gets so long to take what is left before the hand-in goes without it. */
const flushMs = 2000;

/** `onHandedIn` brings the student elsewhere. Nothing runs before `start`. */
export function openAttemptSession(
  api: TakeApi,
  { quiz, user }: Taking,
  attempt: RunningAttempt,
  clock: ServerClock,
  onHandedIn: () => void,
) {
  const { attempt: number, started_at, quiz_submission_id: quizSubmissionId } = attempt;
  const kept = keptAnswers(() => localStorage, { quizSubmissionId, attempt: number });
  const state = observable(openAttempt(attempt, kept.read()));
  const activity = observable<Activity>(answering);
  const said = announcements();
  const recording = observable<Recording | null>(null);
  const settlers = new Set<() => void>();
  const random = Math.random;
  let endAtMs = attempt.end_at === null ? null : Date.parse(attempt.end_at);

  const dispatch = (action: AttemptAction): void => state.set(attemptReducer(state.get(), action));
  const settle = (): void => {
    for (const settler of settlers) settler();
  };
  const pageSession = () => recording.get()?.pageSession() ?? null;

  const autosave = startAutosave({
    state,
    dispatch,
    settle,
    keep: kept.keep,
    clock,
    schedule,
    random,
    async send(fields, isLeaving) {
      const askedAtMs = monotonic();
      const answer = await api.save(attempt, fields, pageSession(), isLeaving);
      hear(answer, askedAtMs, monotonic());
      if (!answer.backup) throw new NotSaved('your answers could not be saved');
    },
    failureOf(error) {
      const failed = failureOf(error);
      if (failed.failure === 'refused') void lookWhetherOver();
      return failed;
    },
  });

  const countdown = countdownTo(
    {
      clock,
      schedule,
      startedAtMs: Date.parse(started_at),
      onWarning: (text) => said.show(quiz.timer_hands_in ? `${text} ${handedInByItself}` : text),
      onEnd() {
        if (quiz.timer_hands_in) handingIn.begin(true);
        else said.show('The time is up. You can still answer and hand in.');
      },
    },
    endAtMs,
  );

  const handingIn = handIn({
    activity,
    autosave,
    schedule,
    random,
    unsaved: () => fieldsToSave(state.get()),
    async send(fields) {
      await Promise.race([
        recording.get()?.flush(),
        new Promise<void>((resolve) => schedule(flushMs, resolve)),
      ]);
      await api.handIn(attempt, fields, pageSession());
    },
    onHandedIn() {
      kept.forget();
      end(true);
      onHandedIn();
    },
    onRefused: () => void lookWhetherOver(),
  });

  const goTo = moving({
    activity,
    schedule,
    random,
    cantGoBack: quiz.cant_go_back,
    shownId: () => state.get().shownIds[0],
    saveNow: (extra) => autosave.saveNow(extra),
    load: async (questionId) => running(await api.load(questionId)),
    onArrived: (told) => dispatch({ type: 'told', attempt: told }),
    onOver: () => end(false),
    onFailed: () => said.show('The other question could not be loaded. Your answer here is kept.'),
  });

  /** Another end is news; the same end in whole seconds is not. */
  function hear({ end_at, time_left }: SaveAnswer, askedAtMs: number, answeredAtMs: number): void {
    const toldMs = end_at === null ? null : Date.parse(end_at);
    if (toldMs !== null && time_left !== null)
      clock.heard(toldMs - time_left * 1000, askedAtMs, answeredAtMs);
    const isSame = toldMs === endAtMs || Math.abs((toldMs ?? Infinity) - (endAtMs ?? Infinity)) < 1000;
    if (isSame) {
      countdown.look();
      return;
    }
    endAtMs = toldMs;
    countdown.endsAt(endAtMs);
    said.show(endAtMs === null ? 'The time limit is gone.' : `The quiz now ends at ${clockText(endAtMs)}.`);
  }

  function changed(action: AttemptAction): void {
    dispatch(action);
    autosave.changed();
  }

  function running({ attempt: told }: Taking): RunningAttempt | null {
    return told?.attempt === number ? told : null;
  }

  async function lookWhetherOver(): Promise<void> {
    const taking = await api.load(null).catch(() => null);
    if (taking !== null && running(taking) === null) end(false);
  }

  function end(isHandedIn: boolean): void {
    autosave.stop();
    countdown.stop();
    recording.get()?.stop();
    activity.set({ kind: 'over', isHandedIn });
  }

  return {
    quiz,
    attempt,
    user,
    state,
    activity,
    said,
    recording,
    clock,
    saving: autosave.status,
    left: countdown.left,
    goTo,
    beginHandIn: () => handingIn.begin(false),
    tryHandInAgain: handingIn.again,
    callOffHandIn: handingIn.callOff,
    edit: (name: string, value: FieldValue): void => changed({ type: 'edited', name, value }),
    answerTools: {
      onSettle(settler: () => void): () => void {
        settlers.add(settler);
        return () => void settlers.delete(settler);
      },
      addFile: (questionId: number, file: UploadedFile) => changed({ type: 'uploaded', questionId, file }),
      removeFile: (questionId: number, fileId: number) =>
        changed({ type: 'removed_file', questionId, fileId }),
    } satisfies Omit<AnswerTools, 'upload'>,
    /** Once the questions are on the page. Returns what ends it. */
    start(): () => void {
      recording.set(startRecording(attempt, user.id));
      countdown.look();
      return watchPresence({
        wouldLoseAnswers() {
          const { phase, isKept } = autosave.status.get();
          return phase === 'failed' && !isKept;
        },
        onLeaving: autosave.leaving,
        // Fails at once, and so the page says how it stands.
        onLost: () => void autosave.saveNow(),
        onBack() {
          countdown.look();
          autosave.wake();
          handingIn.wake();
        },
      });
    },
  };
}

const handedInByItself = 'At the end your answers are handed in automatically.';
