// Names of time zones. Pure but for the list of zones that the runtime brings. Knows IANA names only, not those that
// Rails has for some of them ("Mountain Time (US & Canada)").

/**
 * The zone that `name` names, or null for none. Case does not matter and is mended; a name that is only another one's
 * alias stays as it is.
 */
export function timeZoneNamed(name: string): string | null {
  // An offset such as +01:00 is no name, though Intl takes it.
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known.toLowerCase() === name.toLowerCase() ? known : name;
  } catch {
    return null;
  }
}
