// The door of @quizwire/capture.

export type { CapturedEvent } from './captured-event.ts';
export { csrfHeaders } from './csrf-headers.ts';
export { deliverLeftovers } from './deliver-leftovers.ts';
export type { DeliveryOptions } from './delivery-options.ts';
export type { PageSession } from './page-session.ts';
export { record } from './record.ts';
export type { OptionalTrackers, RecorderState, RecordOptions } from './record-options.ts';
export type { Recorder } from './recorder.ts';
