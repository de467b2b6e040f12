// Uploaded files on the wire: Canvas's File Uploads and Files API.

import { type Static, Type } from 'typebox';
import type { Attachment } from '../../model/attachment.ts';
import { contentTypeOf, mimeClassOf } from '../../model/content-type.ts';
import { attachmentBytesMax, contentTypeCharsMax, fileNameCharsMax } from '../../model/file-limits.ts';
import { encodedFileName, fileNameIn } from '../../model/file-name.ts';
import { Refusal } from '../../model/refusal.ts';
import { wireTime } from '../../model/time.ts';
import type { AnnouncedFile } from '../../operations/files/announce-file.ts';
import { integerParam, isPresent, stringParam } from '../canvas-wire/params.ts';

export const announcePath = '/api/v1/courses/:course_id/quizzes/:quiz_id/submissions/self/files';
/** Canvas's own place for uploads, when it keeps files itself. */
export const uploadPath = '/files_api/:upload_token';
export const filePath = '/api/v1/files/:id';
export const downloadPath = '/files/:id/download';

/** The name of the part that has the file. */
export const fileParam = 'file';

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const announceParams = Type.Object({ course_id: Type.String(), quiz_id: Type.String() });
export const uploadParams = Type.Object({ upload_token: Type.String() });
export const fileParams = Type.Object({ id: Type.String() });

export const postedAnnouncement = Type.Object({
  name: optional('Of the file'),
  size: optional('In bytes; what is uploaded must have as many'),
  content_type: optional('Guessed from the name when absent'),
  on_duplicate: optional('Without effect: a file never replaces another'),
  preview: optional('Ours: for the preview of an editor'),
});

export const shownAnnouncement = Type.Object({
  file_param: Type.Literal(fileParam),
  progress: Type.Null(),
  upload_url: Type.String({ description: 'Good for one upload, to be begun within ten minutes' }),
  upload_params: Type.Object({ filename: Type.String(), content_type: Type.String() }),
});

export const shownFile = Type.Object({
  id: Type.Integer(),
  uuid: Type.String(),
  folder_id: Type.Null(),
  display_name: Type.String(),
  filename: Type.String(),
  upload_status: Type.Literal('success'),
  'content-type': Type.String(),
  url: Type.String({ description: 'To download it, with a login' }),
  size: Type.Integer(),
  created_at: Type.String(),
  updated_at: Type.String(),
  modified_at: Type.String(),
  unlock_at: Type.Null(),
  lock_at: Type.Null(),
  locked: Type.Literal(false),
  hidden: Type.Literal(false),
  hidden_for_user: Type.Literal(false),
  locked_for_user: Type.Literal(false),
  thumbnail_url: Type.Null(),
  mime_class: Type.String(),
  media_entry_id: Type.Null(),
  category: Type.Literal('uncategorized'),
  visibility_level: Type.Literal('inherit'),
  preview_url: Type.Null(),
});

/** Raises malformed; argument_invalid for a name that is none and a size that no file here has. */
export function announcedFileOf(body: Record<string, unknown>, ip: string): AnnouncedFile {
  const displayName = fileNameIn(stringParam(body.name, 'name', fileNameCharsMax) ?? '');
  if (displayName === '') throw invalid('name must be the name of a file');
  const announcedBytes = integerParam(body.size, 'size') ?? null;
  if (announcedBytes !== null && (announcedBytes < 0 || announcedBytes > attachmentBytesMax)) {
    throw invalid(`size must be from 0 to ${attachmentBytesMax} bytes`);
  }
  const said = stringParam(body.content_type, 'content_type', contentTypeCharsMax) ?? null;
  return {
    displayName,
    contentType: contentTypeOf(said, displayName),
    announcedBytes,
    isPreview: isPresent(body.preview),
    ip,
  };
}

export function announcementJson(
  { displayName, contentType }: AnnouncedFile,
  uploadToken: string,
  baseUrl: string,
): Static<typeof shownAnnouncement> {
  return {
    file_param: fileParam,
    progress: null,
    upload_url: `${baseUrl}${uploadPath.replace(':upload_token', uploadToken)}`,
    upload_params: { filename: displayName, content_type: contentType },
  };
}

/** Of one that is available. */
export function fileJson(file: Attachment, baseUrl: string): Static<typeof shownFile> {
  const updatedAt = wireTime(file.updatedAtMs);
  return {
    id: file.id,
    uuid: file.uuid,
    folder_id: null,
    display_name: file.displayName,
    filename: encodedFileName(file.displayName),
    upload_status: 'success',
    'content-type': file.contentType,
    url: `${downloadUrl(file, baseUrl)}?download_frd=1`,
    size: file.sizeBytes,
    created_at: wireTime(file.createdAtMs),
    updated_at: updatedAt,
    modified_at: updatedAt,
    unlock_at: null,
    lock_at: null,
    locked: false,
    hidden: false,
    hidden_for_user: false,
    locked_for_user: false,
    thumbnail_url: null,
    mime_class: mimeClassOf(file.contentType),
    media_entry_id: null,
    category: 'uncategorized',
    visibility_level: 'inherit',
    preview_url: null,
  };
}

/** As the pages of a quiz show it. */
export const shownUploadedFile = Type.Object({
  id: Type.Integer(),
  display_name: Type.String(),
  size: Type.Integer(),
  url: Type.String(),
});

export function uploadedFileJson(file: Attachment, baseUrl: string): Static<typeof shownUploadedFile> {
  return {
    id: file.id,
    display_name: file.displayName,
    size: file.sizeBytes,
    url: downloadUrl(file, baseUrl),
  };
}

export function fileUrl({ id }: Pick<Attachment, 'id'>, baseUrl: string): string {
  return `${baseUrl}${filePath.replace(':id', String(id))}`;
}

function downloadUrl({ id }: Pick<Attachment, 'id'>, baseUrl: string): string {
  return `${baseUrl}${downloadPath.replace(':id', String(id))}`;
}

function invalid(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message });
}
