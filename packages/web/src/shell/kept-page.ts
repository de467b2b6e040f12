// Browsers keep a page whole when it is left, and show it again when somebody goes back to it. By then somebody else may sit
// there, for whom it is not.

import { csrfHeader } from '../api/client.ts';

/** Loads the page anew when it comes back and the session is not the one in which it was opened. */
export function reloadForOthers(): void {
  const session = sessionNow();
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted && sessionNow() !== session) location.reload();
  });
}

/** Says which session it is, and gives nobody the right to it. */
function sessionNow(): string {
  return JSON.stringify(csrfHeader());
}
