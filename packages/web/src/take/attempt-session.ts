// An attempt under way on this page: its answers, clock, saving and recording, put together. Components look at it and call
// it; it knows no component.

import type { RunningAttempt, Taking } from '../api/taking.ts';
import type { AnswerTools } from '../questions/answer-tools.ts';
import type { FieldValue } from '../questions/form-fields.ts';
import { clockText } from '../shell/wording.ts';
import { type Activity, answering } from './activity.ts';
import { announcements } from './announcements.ts';
import { fieldsToSave } from './attempt-reading.ts';
import { type AttemptAction, attemptReducer, openAttempt } from './attempt-state.ts';
import { startAutosave } from './autosave.ts';
import { countdownTo } from './countdown.ts';
import { failureOf, NotSaved, SomebodyElse } from './failures.ts';
import { handIn } from './hand-in.ts';
import { keptAnswers } from './kept-answers.ts';
import { moving } from './moving.ts';
import { observable } from './observable.ts';
import { watchPresence } from './page-presence.ts';
import { type Recording, startRecording } from './recording.ts';
import { pageSchedule as schedule } from './schedule.ts';
import type { ServerClock } from './server-clock.ts';
import type { SaveAnswer, TakeApi } from './take-api.ts';
import { toldAttempt } from './told-attempt.ts';
import { uploads } from './uploads.ts';

export type AttemptSession = ReturnType<typeof openAttemptSession>;

const monotonic = (): number => performance.now();
/** The log gets so long to take what is left before the hand-in goes without it. */
const flushMs = 2000;
/** A warning of the time stands so long: then it is not true any more. */
const warningMs = 60_000;

/** `onHandedIn` brings the student elsewhere. Nothing runs before `start`. */
export function openAttemptSession(
  api: TakeApi,
  { quiz, user, events_url }: Taking,
  attempt: RunningAttempt,
  clock: ServerClock,
  onHandedIn: () => void,
) {
  const { attempt: number, started_at, quiz_submission_id: quizSubmissionId } = attempt;
  const kept = keptAnswers(() => localStorage, { quizSubmissionId, attempt: number });
  const state = observable(openAttempt(attempt, kept.read()));
  const activity = observable<Activity>(answering);
  const said = announcements(schedule);
  const recording = observable<Recording | null>(null);
  const settlers = new Set<() => void>();
  const random = Math.random;
  /** Epoch milliseconds by the server's clock; null without an end. */
  const endsAt = observable(attempt.end_at === null ? null : Date.parse(attempt.end_at));

  const dispatch = (action: AttemptAction): void => state.set(attemptReducer(state.get(), action));
  const settle = (): void => {
    for (const settler of settlers) settler();
  };
  const pageSession = () => recording.get()?.pageSession() ?? null;
  const running = (told: Taking) => toldAttempt(told, { userId: user.id, attempt: number });

  const autosave = startAutosave({
    state,
    dispatch,
    settle,
    keep: kept.keep,
    clock,
    deviceMs: () => Date.now(),
    schedule,
    random,
    async send(fields, isLeaving) {
      const askedAtMs = monotonic();
      const answer = await api.save(attempt, fields, pageSession(), isLeaving).catch(explained);
      if (!answer.backup) return explained(new NotSaved('your answers could not be saved'));
      hear(answer, askedAtMs, monotonic());
      // What the log has waiting was refused for the same reason, and is not tried again by itself.
      if (autosave.status.get().failure !== null) void recording.get()?.flush();
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
      onWarning: (text) => said.show(quiz.timer_hands_in ? `${text} ${handedInByItself}` : text, warningMs),
      onEnd() {
        if (quiz.timer_hands_in) handingIn.begin(true);
        else said.show('The time is up. You can still answer and hand in.');
      },
    },
    endsAt.get(),
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
      await api.handIn(attempt, fields, pageSession()).catch(explained);
    },
    onHandedIn() {
      kept.forget();
      end(true);
      onHandedIn();
    },
    onRefused: () => void lookWhetherOver(),
  });

  const files = uploads({
    upload: api.upload,
    onArrived: (questionId, file) => changed({ type: 'uploaded', questionId, file }),
  });

  const goTo = moving({
    activity,
    schedule,
    random,
    cantGoBack: quiz.cant_go_back,
    shownId: () => state.get().shownIds[0],
    saveNow: (extra) => autosave.saveNow(extra),
    load: (questionId) => api.load(questionId).then(running),
    onArrived(told) {
      dispatch({ type: 'told', attempt: told });
      files.endOf((questionId) => told.questions.some(({ id, closed }) => id === questionId && closed));
    },
    onOver: () => end(false),
    onFailed: () => said.show('The other question could not be loaded. Your answer here is kept.'),
  });

  /** Another end is news; the same end in whole seconds is not. */
  function hear(
    { end_at, time_left }: Omit<SaveAnswer, 'backup'>,
    askedAtMs: number,
    answeredAtMs: number,
  ): void {
    const toldMs = end_at === null ? null : Date.parse(end_at);
    if (toldMs !== null && time_left !== null)
      clock.heard(toldMs - time_left * 1000, askedAtMs, answeredAtMs);
    const knownMs = endsAt.get();
    const isSame = toldMs === knownMs || Math.abs((toldMs ?? Infinity) - (knownMs ?? Infinity)) < 1000;
    if (isSame) {
      countdown.look();
      return;
    }
    endsAt.set(toldMs);
    countdown.endsAt(toldMs);
    said.show(toldMs === null ? 'The time limit is gone.' : `The quiz now ends at ${clockText(toldMs)}.`);
  }

  function changed(action: AttemptAction): void {
    dispatch(action);
    autosave.changed();
  }

  /** The end may also have come nearer than this page knows. */
  async function lookWhetherOver(): Promise<void> {
    const askedAtMs = monotonic();
    const told = await api
      .load(null)
      .then(running)
      .catch(() => undefined);
    if (told === null) end(false);
    else if (told !== undefined) {
      const { end_at, time_left_ms } = told;
      hear({ end_at, time_left: time_left_ms === null ? null : time_left_ms / 1000 }, askedAtMs, monotonic());
    }
  }

  async function explained(error: unknown): Promise<never> {
    if (failureOf(error).failure !== 'refused') throw error;
    const signedIn = await api.signedIn().catch(() => null);
    throw signedIn === null || signedIn.id === user.id ? error : new SomebodyElse();
  }

  function end(isHandedIn: boolean): void {
    autosave.stop();
    countdown.stop();
    files.endOf(() => true);
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
    endsAt,
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
      uploads: files.all,
      beginUploads: files.begin,
      endUpload: files.end,
      removeFile: (questionId: number, fileId: number) =>
        changed({ type: 'removed_file', questionId, fileId }),
    } satisfies AnswerTools,
    /** Once the questions are on the page. Returns what ends it. */
    start(): () => void {
      recording.set(startRecording({ events_url, user }, number));
      countdown.look();
      return watchPresence({
        wouldLoseAnswers() {
          const { phase, isKept } = autosave.status.get();
          const isSending = files.all.get().some(({ problem }) => problem === null);
          const isHandingIn = activity.get().kind === 'handing-in';
          return isSending || isHandingIn || (phase === 'failed' && !isKept);
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
