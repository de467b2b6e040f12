// Content types of files: read from what a client says, guessed from the name, and sorted into Canvas's classes. Nothing
// here looks at the bytes, and nothing may rest on what a client says of them.

import { contentTypeCharsMax } from './file-limits.ts';

const unknownType = 'application/octet-stream';
const token = "[a-z0-9!#$%&'*+.^_`|~-]+";
const typeForm = new RegExp(`^${token}/${token}$`);

/** What students hand in; anything else is a file. */
const typesByExtension: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ['doc', 'application/msword'],
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['rtf', 'application/rtf'],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['xls', 'application/vnd.ms-excel'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['csv', 'text/csv'],
  ['txt', 'text/plain'],
  ['html', 'text/html'],
  ['xml', 'text/xml'],
  ['css', 'text/css'],
  ['js', 'text/javascript'],
  ['zip', 'application/zip'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['heic', 'image/heic'],
  ['svg', 'image/svg+xml'],
  ['mp3', 'audio/mpeg'],
  ['m4a', 'audio/mp4'],
  ['wav', 'audio/wav'],
  ['mp4', 'video/mp4'],
  ['mov', 'video/quicktime'],
  ['webm', 'video/webm'],
]);

const classesByType: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['application/msword', 'doc'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'doc'],
  ['application/vnd.oasis.opendocument.text', 'doc'],
  ['application/rtf', 'doc'],
  ['text/rtf', 'doc'],
  ['application/vnd.ms-powerpoint', 'ppt'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'ppt'],
  ['application/vnd.ms-excel', 'xls'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xls'],
  ['application/zip', 'zip'],
  ['application/x-zip-compressed', 'zip'],
  ['text/html', 'html'],
  ['text/plain', 'text'],
  ['text/css', 'code'],
  ['text/xml', 'code'],
  ['text/javascript', 'code'],
]);

/** Type and subtype in lower case, without parameters; by the name's extension when `said` is none. */
export function contentTypeOf(said: string | null, fileName: string): string {
  const type = (said ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type.length <= contentTypeCharsMax && typeForm.test(type)) return type;
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  return typesByExtension.get(extension) ?? unknownType;
}

/** What pages run or apply whatever else is said of it: all names of JavaScript (WHATWG MIME Sniffing §4.6), and CSS. */
const partOfPages = /(?:java|ecma|j|live)script|^text\/css$/;

/**
 * The type that a file is sent with. A page's policy trusts what its own server sends, so that a script or a style that somebody
 * uploaded is not called one.
 */
export function sentTypeOf(contentType: string): string {
  return partOfPages.test(contentType) ? unknownType : contentType;
}

/** Canvas: `mime_class`, which pages choose icons by. */
export function mimeClassOf(contentType: string): string {
  const family = /^(image|audio|video)\//.exec(contentType)?.[1];
  return classesByType.get(contentType) ?? family ?? 'file';
}
