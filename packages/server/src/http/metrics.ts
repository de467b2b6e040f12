// What Prometheus reads. One registry for each server, so that two in one process do not mix, and one of the process.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

let processRegistry: Registry | undefined;

/** Figures of the process, which its servers share: what collects them cannot be ended, so it is begun once. */
function ofProcess(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

export class Metrics {
  readonly registry = new Registry();
  readonly #ofProcess = ofProcess();

  readonly #requests = new Histogram({
    name: 'quizwire_http_request_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [this.registry],
  });

  readonly #eventsStored = new Counter({
    name: 'quizwire_quiz_events_stored_total',
    help: 'Quiz events committed',
    registers: [this.registry],
  });

  readonly #commits = new Histogram({
    name: 'quizwire_quiz_event_commit_seconds',
    help: 'Time of one group commit of quiz events',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5],
    registers: [this.registry],
  });

  readonly #groupBatches = new Histogram({
    name: 'quizwire_quiz_event_commit_batches',
    help: 'Batches that shared one group commit',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [this.registry],
  });

  readonly #commitFailures = new Counter({
    name: 'quizwire_quiz_event_commit_failures_total',
    help: 'Group commits that failed; their callers were told',
    registers: [this.registry],
  });

  /** `queuedEventBytes` is read at each scrape. */
  constructor(queuedEventBytes: () => number) {
    new Gauge({
      name: 'quizwire_quiz_event_queued_bytes',
      help: 'Posted batches of quiz events that wait for their commit',
      registers: [this.registry],
      collect() {
        this.set(queuedEventBytes());
      },
    });
  }

  /** All there is to say now, and the type of that text. */
  async read(): Promise<{ type: string; text: string }> {
    const all = Registry.merge([this.registry, this.#ofProcess]);
    return { type: all.contentType, text: await all.metrics() };
  }

  requestDone(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  committed(group: { events: number; batches: number; seconds: number }): void {
    this.#eventsStored.inc(group.events);
    this.#commits.observe(group.seconds);
    this.#groupBatches.observe(group.batches);
  }

  commitFailed(): void {
    this.#commitFailures.inc();
  }
}
