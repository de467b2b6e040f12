// Moves and zooms the picture by mouse, wheel, trackpad and fingers. One finger up and down is the page's own. What it does to the range is
// in time-axis.ts.

import { type RefObject, useEffect, useRef } from 'react';

export interface PanZoom {
  /** By pixels; positive shows what is later. */
  onPan: (byPx: number) => void;
  /** `factor` below 1 shows less; `atPx` of the plot stays where it is. */
  onZoom: (factor: number, atPx: number) => void;
  /** A press without a move. */
  onPress: (x: number, y: number) => void;
  /** Null when the pointer is not over it, or drags. */
  onHover: (at: { x: number; y: number } | null) => void;
}

/** What a hand does while it means to press. */
const pressPx = 4;

const zoomPerPx = 0.01;
const zoomMax = 1.5;

export function usePanZoom(plot: RefObject<HTMLElement | null>, uses: PanZoom): void {
  const latest = useRef(uses);
  latest.current = uses;
  useEffect(() => {
    const element = plot.current;
    if (element === null) return;
    const abort = new AbortController();
    const { signal } = abort;
    const pointers = new Map<number, { x: number; y: number }>();
    let travelled = 0;

    const placeOf = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };

    element.addEventListener(
      'wheel',
      (event) => {
        const isZoom = event.ctrlKey || event.metaKey;
        const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
        if (!isZoom && !isSideways) return;
        event.preventDefault();
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : 30;
        if (isZoom) {
          const factor = Math.exp(event.deltaY * unit * zoomPerPx);
          latest.current.onZoom(Math.min(Math.max(factor, 1 / zoomMax), zoomMax), placeOf(event).x);
        } else latest.current.onPan((event.deltaX || event.deltaY) * unit);
      },
      { signal, passive: false },
    );

    element.addEventListener(
      'pointerdown',
      (event) => {
        if (event.button !== 0) return;
        if (pointers.size === 0) travelled = 0;
        pointers.set(event.pointerId, placeOf(event));
        element.setPointerCapture(event.pointerId);
      },
      { signal },
    );

    element.addEventListener(
      'pointermove',
      (event) => {
        const before = pointers.get(event.pointerId);
        const now = placeOf(event);
        if (before === undefined) {
          if (event.pointerType === 'mouse') latest.current.onHover(now);
          return;
        }
        travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
        if (travelled < pressPx) return;
        latest.current.onHover(null);
        const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
        pointers.set(event.pointerId, now);
        if (other === undefined) return latest.current.onPan(before.x - now.x);
        const factor = Math.max(20, Math.abs(before.x - other.x)) / Math.max(20, Math.abs(now.x - other.x));
        latest.current.onZoom(factor, (now.x + other.x) / 2);
      },
      { signal },
    );

    const end = (event: PointerEvent): void => {
      if (!pointers.delete(event.pointerId)) return;
      if (event.type === 'pointerup' && travelled < pressPx && pointers.size === 0) {
        const { x, y } = placeOf(event);
        latest.current.onPress(x, y);
      }
    };
    element.addEventListener('pointerup', end, { signal });
    element.addEventListener('pointercancel', end, { signal });
    element.addEventListener('pointerleave', () => latest.current.onHover(null), { signal });
    return () => abort.abort();
  }, [plot]);
}
