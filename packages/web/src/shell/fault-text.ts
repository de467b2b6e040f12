// Why the server did not do something, in one line beside the control that asked for it.

import { ApiError } from '../api/client.ts';

/**
 * All that Canvas's bodies name as wrong, each with its field, where there are several; the message otherwise. Anything but an
 * ApiError is a fault of ours and thrown on. `labels` are fields as the form calls them.
 */
export function faultText(error: unknown, labels: Readonly<Record<string, string>> = {}): string {
  if (!(error instanceof ApiError)) throw error;
  const { errors } = (error.body ?? {}) as { errors?: unknown };
  const faults = typeof errors === 'object' && errors !== null && !Array.isArray(errors) ? told(errors) : [];
  if (faults.length === 0) return error.message;
  return faults
    .map(({ field, message }) => (field === 'base' ? message : `${labels[field] ?? field}: ${message}`))
    .join('. ');

  function told(under: object): { field: string; message: string }[] {
    return Object.entries(under).flatMap(([field, value]) => {
      if (Array.isArray(value)) return value.flatMap((one) => messageOf(field, one));
      return typeof value === 'object' && value !== null ? told(value) : messageOf(field, value);
    });
  }
}

function messageOf(field: string, fault: unknown): { field: string; message: string }[] {
  const message = typeof fault === 'string' ? fault : (fault as { message?: unknown } | null)?.message;
  return typeof message === 'string' && message !== '' ? [{ field, message }] : [];
}
