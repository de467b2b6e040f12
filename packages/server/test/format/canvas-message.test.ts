import { expect, test } from 'vitest';
import { canvasMessage } from '../../src/format/canvas-message.ts';
import { renderMessage } from '../../src/format/render-message.ts';
import { messageFormats } from '../../src/model/live-event.ts';
import { sendTimeMs, toldEvent } from '../support/canvas-told.ts';

test('Canvas’s message has metadata and body as they are kept, byte for byte', () => {
  const event = { ...toldEvent('grade_change', {}), metadata: '{"a": 1.0}', body: '{ "b":"\\u00e9" }' };
  expect(canvasMessage(event)).toBe('{"metadata":{"a": 1.0},"body":{ "b":"\\u00e9" }}');
  expect(canvasMessage({ ...event, source: 'canvas', eventName: 'anything_at_all' })).not.toBeNull();
});

test('Canvas has no message of our own events or of a sensor’s', () => {
  expect(canvasMessage(toldEvent('quizwire.attempt_started', {}))).toBeNull();
  expect(canvasMessage(toldEvent('caliper.GradeEvent', {}, {}, 'caliper'))).toBeNull();
  expect(canvasMessage(toldEvent('grade_change', {}, {}, 'caliper'))).toBeNull();
});

test('every format is rendered by its own name', () => {
  const event = toldEvent('logged_out', {});
  const messages = messageFormats.map((format) =>
    renderMessage(event, format, sendTimeMs, 'https://q.example'),
  );
  expect(messages[0]).toMatch(/^\{"metadata":/);
  expect(messages[1]).toMatch(/^\{"sensor":"http:\/\/oxana\.instructure\.com\/"/);
  expect(messages[2]).not.toBe(messages[1]);
});

test('of one event two Canvas messages are equal, and two Caliper messages but for the time of sending', () => {
  const event = toldEvent('quiz_submitted', { submission_id: '1', quiz_id: '2' });
  const render = (format: 'canvas' | 'canvas-caliper', atMs: number) =>
    renderMessage(event, format, atMs, 'https://q.example');
  expect(render('canvas', 1)).toBe(render('canvas', 2));
  expect(render('canvas-caliper', 1)).not.toBe(render('canvas-caliper', 2));
  expect(render('canvas-caliper', 1)).toBe(render('canvas-caliper', 2)?.replace('.002Z"', '.001Z"'));
});
