// The marks as small pictures, drawn once: putting one down thousands of times is cheaper than drawing it as often.

import { marks, type Shape } from './marks.ts';
import type { Palette } from './palette.ts';

export interface MarkSprites {
  /** Pixels of CSS. */
  size: number;
  of(shape: Shape): ImageBitmap;
}

const size = 16;

export function markSprites(palette: Palette, scale: number): MarkSprites {
  const sprites = new Map<Shape, ImageBitmap>();
  return {
    size,
    of(shape) {
      const kept = sprites.get(shape);
      if (kept !== undefined) return kept;
      const sprite = spriteOf(shape, palette, scale);
      sprites.set(shape, sprite);
      return sprite;
    },
  };
}

function spriteOf(shape: Shape, palette: Palette, scale: number): ImageBitmap {
  const canvas = new OffscreenCanvas(Math.ceil(size * scale), Math.ceil(size * scale));
  const ctx = canvas.getContext('2d');
  if (ctx === null) return canvas.transferToImageBitmap();
  const { path: text, isFilled, colour: property } = marks[shape];
  const path = new Path2D(text);
  const colour = palette[property];
  ctx.scale(scale, scale);
  ctx.translate(size / 2, size / 2);
  ctx.lineJoin = 'round';
  // Lines of the picture end before it.
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 3.5;
  ctx.stroke(path);
  ctx.fillStyle = isFilled ? colour : palette.surface;
  ctx.fill(path);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.stroke(path);
  return canvas.transferToImageBitmap();
}
