// Names of time zones. Pure but for the list of zones that the runtime brings.

/** Whether the runtime knows the zone: an IANA name, in any case. */
export function isTimeZone(name: string): boolean {
  // An offset such as +01:00 is no name, though Intl takes it.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
