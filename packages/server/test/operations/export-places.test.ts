// Places of exports.

import { expect, test } from 'vitest';
import { exportsMax } from '../../src/model/limits.ts';
import { ExportPlaces } from '../../src/operations/attempts/export-places.ts';

test('are as many as may run at once, and each is given back once', () => {
  const places = new ExportPlaces();
  const taken = Array.from({ length: exportsMax }, () => places.take());
  expect(() => places.require()).toThrow(
    expect.objectContaining({ reason: expect.objectContaining({ kind: 'overloaded' }) }),
  );
  taken[0]?.[Symbol.dispose]();
  expect(() => places.require()).not.toThrow();
});
