// What a lane uses of the server that it is a part of; the same for all lanes.

import type { Clock } from '../model/clock.ts';
import type { RenderMessage } from '../model/live-event.ts';
import type { TargetReport } from '../model/target-report.ts';
import type { ReadDue } from './due-reader.ts';
import type { DeliveryObserver } from './observer.ts';
import type { Places } from './places.ts';
import type { Settler } from './settler.ts';

/** What is known of a send when it begins. */
export interface Begun {
  /** Of the target's health. */
  round: number;
  startedAtMs: number;
  /** Of a clock that only measures. */
  startedAt: number;
}

export interface LaneUses {
  readDue: ReadDue;
  renderMessage: RenderMessage;
  settler: Settler;
  places: Places;
  observer: DeliveryObserver;
  clock: Clock;
  /** From 0 to below 1. */
  drawLot(): number;
  retryMs: number;
  baseUrl(): string;
  /** Whether the server still has its targets. */
  mayBegin(): boolean;
  /** Called when it has nothing to do any more for now. */
  rested(): void;
  /** The target is failing; `disabled`: the lane does nothing any more. */
  verdict(report: TargetReport): void;
}
