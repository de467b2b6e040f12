// Files that answer questions: announced, uploaded, looked at and downloaded. Canvas: File Uploads, Quiz Submission Files API
// and Files API.

import { Readable } from 'node:stream';
import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { sentTypeOf } from '../../model/content-type.ts';
import { attachmentBytesMax, uploadFieldBytesMax, uploadFieldsMax } from '../../model/file-limits.ts';
import type { AnnounceFile } from '../../operations/files/announce-file.ts';
import type { ReadFile } from '../../operations/files/read-file.ts';
import type { ReceiveFile } from '../../operations/files/receive-file.ts';
import { requireCaller } from '../authentication.ts';
import { leadingInteger, parseLookup } from '../canvas-wire/ids.ts';
import { clientAddressOf } from '../client-address.ts';
import { attachmentDisposition } from '../content-disposition.ts';
import {
  announcedFileOf,
  announcementJson,
  announceParams,
  announcePath,
  downloadPath,
  fileJson,
  fileParams,
  filePath,
  fileUrl,
  postedAnnouncement,
  shownAnnouncement,
  shownFile,
  uploadParams,
  uploadPath,
} from '../contract/file.ts';
import type { Server } from '../fastify.ts';
import { baseUrlOf } from '../paged-list.ts';
import { dropRest, postedFile } from '../posted-file.ts';

interface Uses {
  announceFile: AnnounceFile;
  receiveFile: ReceiveFile;
  readFile: ReadFile;
  /** How long a download may stand still before its connection is closed. */
  stallMs: number;
  shard: number;
  /** Base of the URLs sent out; null for the one the caller used. */
  publicUrl: string | null;
}

const tags = ['Files'];

export function fileRoutes(server: Server, uses: Uses): void {
  const { announceFile, readFile, stallMs, shard, publicUrl } = uses;

  server.post(
    announcePath,
    {
      schema: {
        tags,
        summary: 'Upload a file',
        description: 'The first step: gives the right to upload one file into the running attempt.',
        params: announceParams,
        body: postedAnnouncement,
        response: { 200: shownAnnouncement },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      const { course_id, quiz_id } = request.params;
      const path = { course: parseLookup(course_id, 'course', shard), quizId: leadingInteger(quiz_id) };
      const file = announcedFileOf(request.body as Record<string, unknown>, clientAddressOf(request));
      const uploadToken = await announceFile(caller, path, file);
      return announcementJson(file, uploadToken, baseUrlOf(request, publicUrl));
    },
  );

  addUpload(server, uses);

  server.get(
    filePath,
    { schema: { tags, summary: 'Get file', params: fileParams, response: { 200: shownFile } } },
    async (request) =>
      fileJson(await readFile.show(requireCaller(request), fileIdOf(request)), baseUrlOf(request, publicUrl)),
  );

  server.get(
    downloadPath,
    {
      config: { takesToken: true },
      // Asked for its head alone, it would be read to the end all the same.
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Download a file',
        description:
          'Sent to be saved and not to be shown; scripts and styles are called application/octet-stream.',
        params: fileParams,
      },
    },
    async (request, reply) => {
      const { file, bytes } = await readFile.open(requireCaller(request), fileIdOf(request));
      reply.raw.setTimeout(stallMs);
      return (
        reply
          .type(sentTypeOf(file.contentType))
          .header('Content-Length', file.sizeBytes)
          .header('Content-Disposition', attachmentDisposition(file.displayName))
          // It is somebody else's word, in our place: nothing of it may run, and no other page may have it.
          .header('Content-Security-Policy', "default-src 'none'; sandbox")
          .header('X-Content-Type-Options', 'nosniff')
          .header('Cross-Origin-Resource-Policy', 'same-origin')
          .header('Cache-Control', 'private, no-store')
          .send(Readable.from(bytes, { objectMode: true, highWaterMark: 1 }))
      );
    },
  );
}

/** In a place of its own, since no other route takes multipart bodies. */
function addUpload(server: Server, { receiveFile, publicUrl }: Uses): void {
  server.register(async (uploads: Server) => {
    await uploads.register(multipart, {
      limits: {
        files: 1,
        // One more than there may be, so that it is seen to be too large.
        fileSize: attachmentBytesMax + 1,
        fields: uploadFieldsMax,
        fieldSize: uploadFieldBytesMax,
      },
      throwFileSizeLimit: false,
    });
    uploads.post(
      uploadPath,
      {
        schema: {
          tags,
          summary: 'Upload the bytes of a file',
          description:
            'The second step, to the `upload_url` of the first: a form with its `upload_params` and, last, the file. ' +
            'The URL is all the right there is to it; it takes no login.',
          consumes: ['multipart/form-data'],
          params: uploadParams,
          response: { 201: shownFile },
        },
      },
      async (request, reply) => {
        try {
          const file = await receiveFile(request.params.upload_token, postedFile(request));
          const baseUrl = baseUrlOf(request, publicUrl);
          return reply.code(201).header('Location', fileUrl(file, baseUrl)).send(fileJson(file, baseUrl));
        } catch (error) {
          dropRest(request);
          throw error;
        }
      },
    );
  });
}

function fileIdOf(request: FastifyRequest): number {
  return leadingInteger((request.params as { id: string }).id);
}
