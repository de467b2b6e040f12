// The keys that sign messages, RS256: the one in use, the one before it and the next, so that who checks signatures knows
// each before it is used and for as long as something signed with it may arrive.

export interface SigningKey {
  /** Grows by one with each key; the current is the highest that has begun, the next is the one after it. */
  generation: number;
  /** `kid` of its JWTs: the thumbprint of RFC 7638. */
  kid: string;
  /** JSON of the public JWK. */
  publicJwk: string;
  /** JSON of the private JWK, sealed; empty once it signs no more. */
  privateJwk: string;
  createdAtMs: number;
  /** Since when it signs; null while it is the next. */
  beganAtMs: number | null;
}

/** What a message is signed with. */
export interface PrivateSigningKey {
  kid: string;
  privateJwk: Readonly<Record<string, unknown>>;
}
