// Keeps the canvas of the picture drawn: as large as what is in view of the lanes, which may be many more, and again when they scroll.

import { type RefObject, useLayoutEffect } from 'react';
import { drawLanes, type Picture } from './draw-lanes.ts';
import { axisHeight, type View } from './lane-layout.ts';

/** `scroller` has the lanes below an axis that stays. Nothing is drawn for null. */
export function useLaneCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  scroller: RefObject<HTMLElement | null>,
  picture: Picture | null,
  { range, width, laneHeight }: View,
): void {
  const { fromMs, toMs } = range;
  useLayoutEffect(() => {
    const [ctx, box] = [canvas.current?.getContext('2d'), scroller.current];
    if (!ctx || box === null || picture === null || width === 0) return;
    const all = picture.lanes.length * laneHeight;
    const draw = (): void => {
      const height = Math.max(0, Math.min(all, box.clientHeight - axisHeight));
      const scale = devicePixelRatio;
      const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
      if (ctx.canvas.width !== wide || ctx.canvas.height !== high) {
        ctx.canvas.width = wide;
        ctx.canvas.height = high;
        ctx.canvas.style.height = `${height}px`;
      }
      const top = Math.max(0, Math.min(box.scrollTop, all - height));
      ctx.setTransform(scale, 0, 0, scale, 0, -top * scale);
      drawLanes(ctx, picture, { range: { fromMs, toMs }, width, laneHeight }, { top, bottom: top + height });
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(box);
    box.addEventListener('scroll', draw, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', draw);
    };
  }, [canvas, scroller, picture, fromMs, toMs, width, laneHeight]);
}
