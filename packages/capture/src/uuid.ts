// Ids that nobody else gives out.

/** A random UUID (version 4), also on pages without HTTPS, where `crypto.randomUUID` is missing. */
export function uuid(): string {
  return crypto.randomUUID?.() ?? uuidOfBlob();
}

/** File API: the address of a blob ends with a UUID of its own. */
function uuidOfBlob(): string {
  const address = URL.createObjectURL(new Blob());
  URL.revokeObjectURL(address);
  return address.slice(-36);
}
