// A browser's page with a quiz on it, as the server knows it: events in a numbered sequence, sent every 15 seconds, and the form,
// saved a moment after it changed. Moments are told from outside; the page has no clock.

import { call } from '../api-call.ts';
import type { Fields } from './answers.ts';
import type { Device } from './device.ts';
import type { Lots } from './lots.ts';
import type { TakenQuestion } from './quiz-content.ts';

const flushEveryMs = 15_000;
const saveAfterMs = 1_000;
/** However quickly one change follows the other. */
const saveAtLatestMs = 5_000;
/** Of a page on which nothing changes. */
const saveEveryMs = 30_000;
const roundTripMs = 40;

export interface Place {
  server: string;
  token: string;
  courseId: number;
  quizId: number;
}

interface Attempt {
  quiz_submission_id: number;
  attempt: number;
  validation_token: string;
  end_at: string | null;
  shown: TakenQuestion[];
}

export class Page {
  readonly #place: Place;
  readonly #lots: Lots;
  readonly #id: string;
  readonly #beganAtMs: number;
  readonly #savesUnchanged: () => boolean;
  #device: Device;
  #attempt: Attempt | null = null;
  #sequence = 0;
  #sinceMs = 0;
  #isOnline = true;
  #events: object[] = [];
  #fields: Fields = {};
  #flushAtMs: number | null = null;
  #saveAtMs: number | null = null;
  #unsavedSinceMs: number | null = null;

  /** `savesUnchanged`: whether the form is saved every half minute although nothing changed. */
  constructor(place: Place, device: Device, lots: Lots, beganAtMs: number, savesUnchanged: () => boolean) {
    this.#savesUnchanged = savesUnchanged;
    this.#place = place;
    this.#device = device;
    this.#lots = lots;
    this.#id = lots.uuid();
    this.#beganAtMs = beganAtMs;
  }

  get device(): Device {
    return this.#device;
  }

  /** Begins the attempt, or goes on with the one that runs. Raises ApiCallFailed. */
  async open(): Promise<Attempt> {
    const { attempt } = await this.#call<{ attempt: Attempt | null }>('POST', `${this.#quizPath}/taking`, {});
    if (attempt === null) throw new Error('an attempt that was begun does not run');
    this.#attempt = attempt;
    this.record('session_started', { user_agent: this.#device.userAgent }, this.#beganAtMs);
    return attempt;
  }

  record(eventType: string, eventData: unknown, atMs: number): void {
    const sequence = this.#sequence++;
    if (this.#device.blocks.has(eventType)) return;
    this.#events.push({
      event_type: eventType,
      ...(eventData === null ? {} : { event_data: eventData }),
      client_timestamp: this.#wallTime(atMs),
      id: this.#lots.uuid(),
      session: this.#id,
      sequence,
      elapsed_ms: this.#elapsed(atMs),
    });
    const flushes = Math.floor(this.#elapsed(atMs) / flushEveryMs) + 1;
    this.#flushAtMs ??= this.#beganAtMs + flushes * flushEveryMs;
  }

  change(fields: Fields, atMs: number): void {
    Object.assign(this.#fields, fields);
    this.#unsavedSinceMs ??= atMs;
    this.#saveAtMs = Math.min(atMs + saveAfterMs, this.#unsavedSinceMs + saveAtLatestMs);
  }

  /** The next moment at which it does something by itself; null when it has nothing to do or no network. */
  nextMs(): number | null {
    if (!this.#isOnline) return null;
    return this.#flushAtMs === null || this.#saveAtMs === null
      ? (this.#flushAtMs ?? this.#saveAtMs)
      : Math.min(this.#flushAtMs, this.#saveAtMs);
  }

  /** Does what is due. What the server says of the form, null when none was saved. Raises ApiCallFailed. */
  async work(atMs: number): Promise<{ backup: boolean; end_at: string | null } | null> {
    if (this.#flushAtMs !== null && this.#flushAtMs <= atMs) await this.flush(atMs, false);
    return this.#saveAtMs !== null && this.#saveAtMs <= atMs ? this.save(atMs) : null;
  }

  async flush(atMs: number, isEnding: boolean): Promise<void> {
    const { quiz_submission_id, attempt } = this.#running();
    this.#flushAtMs = null;
    if (!this.#isOnline || (this.#events.length === 0 && !isEnding)) return;
    const events = this.#events.splice(0);
    await this.#call('POST', `${this.#quizPath}/submissions/${quiz_submission_id}/events`, {
      quiz_submission_events: events,
      sent_at: this.#wallTime(atMs),
      attempt,
      page_session: this.#session(atMs, isEnding),
    });
  }

  async save(atMs: number): Promise<{ backup: boolean; end_at: string | null }> {
    this.#saveAtMs = this.#savesUnchanged() ? atMs + saveEveryMs : null;
    this.#unsavedSinceMs = null;
    const fields = this.#fields;
    this.#fields = {};
    return this.#call(
      'PUT',
      `/courses/${this.#place.courseId}/quizzes/${this.#place.quizId}/submissions/backup`,
      {
        ...fields,
        ...this.#claim(),
        page_session: this.#session(atMs, false),
      },
    );
  }

  /** Saves and sends what is left; `isEnding`: as the page is closed. Raises ApiCallFailed. */
  async settle(atMs: number, isEnding: boolean): Promise<void> {
    if (Object.keys(this.#fields).length > 0) await this.save(atMs);
    await this.flush(atMs, isEnding);
  }

  /** Settles, hands in, and closes. Raises ApiCallFailed. */
  async handIn(atMs: number): Promise<void> {
    await this.settle(atMs, true);
    const { quiz_submission_id } = this.#running();
    await this.#call('POST', `${this.#quizPath}/submissions/${quiz_submission_id}/complete`, this.#claim());
  }

  setOnline(isOnline: boolean, atMs: number): void {
    this.#isOnline = isOnline;
    this.record(isOnline ? 'connection_regained' : 'connection_lost', null, atMs);
    if (!isOnline) return;
    this.#flushAtMs = atMs;
    if (this.#saveAtMs !== null) this.#saveAtMs = Math.max(this.#saveAtMs, atMs);
  }

  /** Its clock is set anew, by so much. */
  setClock(byMs: number, atMs: number): void {
    this.#device = { ...this.#device, clockAheadMs: this.#device.clockAheadMs + byMs };
    this.#sinceMs = this.#elapsed(atMs);
    this.record('clock_changed', { by_ms: byMs }, atMs);
  }

  move(device: Device): void {
    this.#device = device;
  }

  /** Brings a file; its id. Raises ApiCallFailed. */
  async upload(name: string, type: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    const announced = await this.#call<{
      upload_url: string;
      upload_params: Record<string, string>;
      file_param: string;
    }>('POST', `${this.#quizPath}/submissions/self/files`, { name, size: bytes.length, content_type: type });
    const form = new FormData();
    for (const [field, value] of Object.entries(announced.upload_params)) form.append(field, String(value));
    form.append(announced.file_param, new Blob([bytes], { type }), name);
    // The server may be known to others by an address that does not lead here.
    const { pathname, search } = new URL(announced.upload_url);
    const response = await fetch(`${this.#place.server}${pathname}${search}`, { method: 'POST', body: form });
    if (!response.ok) throw new Error(`a file was refused with ${response.status}`);
    return String(((await response.json()) as { id: number }).id);
  }

  get #quizPath(): string {
    return `/api/v1/courses/${this.#place.courseId}/quizzes/${this.#place.quizId}`;
  }

  #running(): Attempt {
    if (this.#attempt === null) throw new Error('the page was not opened');
    return this.#attempt;
  }

  #claim(): { attempt: number; validation_token: string } {
    const { attempt, validation_token } = this.#running();
    return { attempt, validation_token };
  }

  #session(atMs: number, isEnding: boolean): object {
    return {
      id: this.#id,
      elapsed_ms: this.#elapsed(atMs),
      clock_since_ms: this.#sinceMs,
      round_trip_ms: roundTripMs,
      sequence: this.#sequence === 0 ? null : this.#sequence - 1,
      ending: isEnding,
    };
  }

  #elapsed(atMs: number): number {
    return Math.max(0, atMs - this.#beganAtMs);
  }

  #wallTime(atMs: number): string {
    return new Date(atMs + this.#device.clockAheadMs).toISOString();
  }

  #call<Answer>(method: 'POST' | 'PUT', path: string, body: object): Promise<Answer> {
    const { server, token } = this.#place;
    return call<Answer>(server, token, method, path, body, {
      'User-Agent': this.#device.userAgent,
      'X-Forwarded-For': this.#device.address,
    });
  }
}
