// An HTTPS target as somebody asks for it.

import { headerTokenCharsMax, signingSecretBytesMax, signingSecretBytesMin } from './delivery-limits.ts';
import { subscriptionInvalid } from './refusal.ts';
import type { HttpsTarget } from './subscription.ts';
import { noSecrets, type OpenedTarget, type TargetDraft, type TargetRules } from './target-parameters.ts';

/**
 * A secret that is asked for takes the place of all others at once. A bearer token that stays goes to no other origin: whoever may
 * change the target would learn it there. Raises subscription_invalid.
 */
export function httpsTarget(
  before: OpenedTarget<HttpsTarget> | null,
  draft: TargetDraft,
  { urlFault, newSecret }: TargetRules,
): OpenedTarget<HttpsTarget> {
  const url = draft.url ?? before?.target.url;
  if (url === undefined) throw subscriptionInvalid('TransportMetadata: Url is missing');
  const fault = urlFault(url);
  if (fault !== null) throw subscriptionInvalid(`TransportMetadata: Url: ${fault}`);
  const kept = before?.secrets.signing ?? [];
  const { bearerToken = before?.secrets.bearerToken ?? null } = draft;
  if (bearerToken !== null) assertHeaderToken(bearerToken);
  const isElsewhere = before !== null && new URL(before.target.url).origin !== new URL(url).origin;
  if (isElsewhere && bearerToken !== null && draft.bearerToken === undefined)
    throw subscriptionInvalid(
      'TransportMetadata: BearerToken must be given again, or taken away, for a Url of another origin',
    );
  const asked = draft.secret ?? null;
  if (asked !== null) assertSigningSecret(asked);
  const secret = asked ?? (kept.length === 0 ? newSecret() : null);
  return {
    target: { type: 'https', url, signsPayload: draft.signsPayload ?? before?.target.signsPayload ?? false },
    secrets: { ...noSecrets, signing: secret === null ? kept : [{ secret, untilMs: null }], bearerToken },
  };
}

/** Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes. Raises subscription_invalid, without the secret. */
export function assertSigningSecret(secret: string): void {
  const base64 = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/.exec(secret)?.[1];
  const bytes = base64 === undefined ? 0 : Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
  if (bytes < signingSecretBytesMin || bytes > signingSecretBytesMax)
    throw subscriptionInvalid(
      `Secret must be whsec_ and base64 of ${signingSecretBytesMin} to ${signingSecretBytesMax} bytes`,
    );
}

/** It becomes part of a header. */
function assertHeaderToken(token: string): void {
  if (token.length > headerTokenCharsMax || !/^[\x21-\x7e]+$/.test(token))
    throw subscriptionInvalid(
      `TransportMetadata: BearerToken must be at most ${headerTokenCharsMax} visible ASCII characters`,
    );
}
