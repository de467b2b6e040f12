// The header that makes a browser save what it is sent, under a name that somebody else chose.

/**
 * RFC 6266: the name in UTF-8, and before it one in ASCII for readers that know no other. `name` has no lone surrogates and
 * no control characters.
 */
export function attachmentDisposition(name: string): string {
  const plain = name.replaceAll(/[^ !#-$&-[\]-~]/gu, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
