// How wide the column of names is: on a phone narrow, so that grades are in view beside it.

import { useSyncExternalStore } from 'react';

const isNarrow = matchMedia('(max-width: 48em)');

export function useNameWidth(): number {
  return useSyncExternalStore(
    (told) => {
      isNarrow.addEventListener('change', told);
      return () => isNarrow.removeEventListener('change', told);
    },
    () => (isNarrow.matches ? 136 : 224),
  );
}
