// Whom an assertion says it is of, before anybody has made sure: whose secret must have signed it.

/** Undefined when it names nobody who could be a tool: what is no JWT at all, too. */
export async function assertedGuid(assertion: string): Promise<string | undefined> {
  const { decodeJwt, errors } = await import('jose');
  try {
    const { sub }: { sub?: unknown } = decodeJwt(assertion);
    return typeof sub === 'string' && /^[\w-]{1,255}$/.test(sub) ? sub : undefined;
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return undefined;
    throw error;
  }
}
