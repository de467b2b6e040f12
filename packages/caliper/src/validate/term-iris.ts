// Terms that came as the full IRI they stand for. On the wire only the term belongs.

const typeOrAction = /^https?:\/\/purl\.imsglobal\.org\/caliper\/(?:actions\/)?([A-Za-z]+)$/;
const roleOrStatus = /^https?:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/(?:membership|status)#([A-Za-z]+)$/;
const subRole = /^https?:\/\/purl\.imsglobal\.org\/vocab\/lis\/v2\/membership\/([A-Za-z]+#[A-Za-z-]+)$/;

/** The term that an IRI of Caliper's vocabularies stands for; undefined of any other text. */
export function termOfIri(text: string): string | undefined {
  return (typeOrAction.exec(text) ?? roleOrStatus.exec(text) ?? subRole.exec(text))?.[1];
}
