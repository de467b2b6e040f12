// Building JSON as text. Canvas's Caliper is mostly constant and says many things several times: putting texts together
// costs half as much as building objects and having JSON.stringify look at every string again.

/** The JSON of a value; undefined where there is none. */
export type JsonText = string | undefined;

/** A member of an object, `"key":value`; empty, and then left out, where there is no value. The key needs no escaping. */
export function member(key: string, value: JsonText): string {
  return value === undefined ? '' : `"${key}":${value}`;
}

/** An object of members in their order. */
export function objectText(...members: readonly string[]): string {
  let text = '';
  for (const each of members) {
    if (each !== '') text += text === '' ? each : `,${each}`;
  }
  return `{${text}}`;
}
