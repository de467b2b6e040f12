// Begins a page.

import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrokenPage } from './broken-page.tsx';
import { reloadForOthers } from './kept-page.ts';

/** Puts the page into its place in the HTML. */
export function mount(page: ReactNode): void {
  const place = document.getElementById('page');
  if (place === null) throw new Error('the HTML has no place for the page');
  reloadForOthers();
  createRoot(place).render(
    <StrictMode>
      <BrokenPage>{page}</BrokenPage>
    </StrictMode>,
  );
}
