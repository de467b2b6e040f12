// A drawing of an animal cell with its parts labelled, as people of the demo upload it.

import type { Lots } from './lots.ts';

const parts = ['nucleus', 'mitochondrion', 'membrane', 'ribosomes', 'Golgi apparatus', 'cytoplasm'];

/** An SVG, a little different each time. */
export function drawingOf(lots: Lots): Uint8Array<ArrayBuffer> {
  const shapes = parts.map((part, index) => {
    const [x, y] = [
      70 + 60 * (index % 3) + lots.between(0, 20),
      70 + 70 * Math.floor(index / 3) + lots.between(0, 20),
    ];
    return `<circle cx="${x}" cy="${y}" r="${lots.between(8, 20)}"/><text x="${x + 22}" y="${y}">${part}</text>`;
  });
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" fill="none" stroke="black">' +
    `<ellipse cx="160" cy="120" rx="150" ry="105"/>${shapes.join('')}</svg>`;
  return new TextEncoder().encode(svg);
}
