// Building JSON as text. Canvas's Caliper is mostly constant and says many things several times: putting texts together is
// cheaper than building objects for JSON.stringify, which looks at every string of them again.

/** The JSON of a value; undefined where there is none. */
export type JsonText = string | undefined;

/** A member that follows another, `,"key":value`, or nothing where there is no value. The key needs no escaping. */
export function member(key: string, value: JsonText): string {
  return value === undefined ? '' : `,"${key}":${value}`;
}

/** What Canvas adds to the standard's own members, as a member; nothing where it adds none. */
export function extensions(members: string): string {
  return members === '' ? '' : `,"extensions":{"com.instructure.canvas":{${members.slice(1)}}}`;
}
