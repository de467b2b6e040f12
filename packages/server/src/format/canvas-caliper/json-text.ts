// Building JSON as text. Canvas's Caliper is mostly constant and says many things several times: putting texts together
// costs half as much as building objects and having JSON.stringify look at every string again.

/** The JSON of a value; undefined is what an object leaves out. */
export type JsonText = string | undefined;

/** Members of an object in their order, values being JSON already, keys being ours and without a need to escape. */
export type Members = Readonly<Record<string, JsonText>>;

export function objectText(members: Members): string {
  return `{${furtherText(members).slice(1)}}`;
}

/** As they follow another member: each with a comma before it. */
export function furtherText(members: Members): string {
  let text = '';
  for (const key in members) {
    const member = members[key];
    if (member !== undefined) text += `,"${key}":${member}`;
  }
  return text;
}

/** What Canvas adds to the standard's own keys. */
export function extensionsText(members: Members): string {
  return `{"com.instructure.canvas":${objectText(members)}}`;
}
