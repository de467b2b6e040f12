// Open-loop load: everything is sent when its time has come, whether or not the server has answered what came before,
// and latency counts from that time. So a stall of the server is felt by all who meet it, as in life.
import { fileURLToPath } from 'node:url';
import type { Exam } from '../../packages/server/test/support/load-fixture.ts';
import { runGenerator, type Watch } from './generator.ts';

export interface OpenLoad {
  url: string;
  exam: Exam;
  /** Each student posts events so often, from a moment of their own on; null for never. */
  postEverySeconds: number | null;
  /** Pages of 50 events, read by the teachers in turn. */
  readsPerSecond: number;
  /** Each student's page saves its form so often, from a moment of their own on; null for never. */
  saveEverySeconds: number | null;
  /** Questions that the forms have, each with the values it may have. */
  fields: readonly { id: number; values: readonly string[] }[];
  /** Every student hands in at a moment of the measured seconds; what they put down is saved. */
  handsIn: boolean;
  warmUpSeconds: number;
  seconds: number;
}

export interface Latencies {
  count: number;
  p50Ms: number;
  p99Ms: number;
  p999Ms: number;
  maxMs: number;
}

export interface OpenResult {
  /** Of the measured seconds. */
  posts: Latencies;
  reads: Latencies;
  saves: Latencies;
  handIns: Latencies;
  /** Of the whole run: other answers than 204 and 200, by status, and connections that broke, by code. */
  errors: Record<string, number>;
  /** Events of the batches that were answered 204, of the whole run. */
  promisedEvents: number;
  /** How late requests were sent, for reasons of the generator; part of the latencies above. */
  latenessP99Ms: number;
  cores: number;
}

export function runOpenLoop(load: OpenLoad, watch: Watch): Promise<OpenResult> {
  return runGenerator(fileURLToPath(new URL('./open-loop-process.ts', import.meta.url)), load, watch);
}
