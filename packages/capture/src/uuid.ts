// Ids that nobody else gives out.

/** A random UUID (version 4), also on pages without HTTPS, where `crypto.randomUUID` is missing. */
export function uuid(): string {
  return (
    crypto.randomUUID?.() ??
    '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
      const random = Number(crypto.getRandomValues(new Uint8Array(1)));
      return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16);
    })
  );
}
