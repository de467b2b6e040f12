// Sends a file in Canvas's steps: it is announced, then sent to the address that comes back. XMLHttpRequest, as it alone tells
// how much of it has gone out.

import { ApiError, call } from '../api/client.ts';
import type { QuizPlace } from '../api/place.ts';
import type { UploadedFile } from '../api/taking.ts';

interface Announced {
  upload_url: string;
  upload_params: Record<string, string>;
  file_param: string;
}

/** Raises errors whose message is for people. */
export async function uploadFile(
  place: QuizPlace,
  isPreview: boolean,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedFile> {
  const { upload_url, upload_params, file_param } = await call<Announced>(
    'POST',
    `${place.api}/submissions/self/files`,
    {
      body: {
        name: file.name,
        size: file.size,
        content_type: file.type,
        ...(isPreview ? { preview: true } : {}),
      },
      signal,
      whenSignedOut: 'throw',
    },
  );
  const form = new FormData();
  for (const [name, value] of Object.entries(upload_params)) form.append(name, value);
  form.append(file_param, file);
  // The page may speak to its server at another address than the public one.
  return send(new URL(upload_url, location.href).pathname, form, onProgress, signal);
}

function send(
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      if (request.status === 201) resolve(request.response as UploadedFile);
      else reject(new ApiError(request.status, request.response));
    };
    request.onerror = () => reject(new ApiError(0, null));
    request.onabort = () => reject(new DOMException('called off', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
