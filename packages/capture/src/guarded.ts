// What goes wrong here, or in a callback of the page, must not stop what the page was doing.

/** The same function, except that what it throws is reported to the console (and `window.onerror`) and goes no further. */
export function guarded<Arguments extends unknown[]>(
  call: ((...values: Arguments) => void) | undefined,
): (...values: Arguments) => void {
  return (...values) => {
    try {
      call?.(...values);
    } catch (error) {
      reportError(error);
    }
  };
}
