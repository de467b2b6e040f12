// The colours of the stylesheet, for a canvas, which knows no custom properties. They change with the scheme of the system.

import { type RefObject, useEffect, useState } from 'react';

const properties = {
  text: '--color-text',
  muted: '--color-text-muted',
  border: '--color-border',
  surface: '--color-surface',
  question: '--lane-question',
  focus: '--lane-focus',
  connection: '--lane-connection',
  staff: '--lane-staff',
  server: '--lane-server',
  gap: '--lane-gap',
} as const;

export type Palette = Readonly<Record<keyof typeof properties, string>> & { readonly fontFamily: string };

const changes = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/** Null until it is on the page. */
export function usePalette(place: RefObject<HTMLElement | null>): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null);
  useEffect(() => {
    const read = () => place.current && setPalette(paletteAt(place.current));
    read();
    const queries = changes.map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', read);
    return () => {
      for (const query of queries) query.removeEventListener('change', read);
    };
  }, [place]);
  return palette;
}

/** What the browser makes of each property, whatever it is written with. */
function colourOf(place: HTMLElement, property: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${property})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function paletteAt(place: HTMLElement): Palette {
  // There every text has the colour of texts, and with it what this reads.
  const forced = matchMedia('(forced-colors: active)').matches ? { surface: 'Canvas' } : {};
  const entries = Object.entries(properties).map(([name, property]) => [name, colourOf(place, property)]);
  return { ...Object.fromEntries(entries), fontFamily: getComputedStyle(place).fontFamily, ...forced };
}
