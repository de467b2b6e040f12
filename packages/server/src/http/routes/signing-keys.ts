// The keys that messages are signed with. Canvas: live events reference §6.1; changing them on command is ours.

import { keySetMaxAgeSeconds } from '../../model/delivery-limits.ts';
import type { RotateSigningKeys } from '../../operations/subscriptions/rotate-signing-keys.ts';
import type { SigningKeys } from '../../operations/subscriptions/signing-keys.ts';
import { requireCaller } from '../authentication.ts';
import {
  keySetJson,
  keySetPath,
  rotateSigningKeysPath,
  shownKeySet,
  shownSigningKeys,
  signingKeysJson,
} from '../contract/signing-key.ts';
import type { Server } from '../fastify.ts';

interface Uses {
  /** Null where nothing is signed: then the key set is empty. */
  signingKeys: Pick<SigningKeys, 'published'> | null;
  rotateSigningKeys: RotateSigningKeys;
}

const tags = ['Signing Keys'];

export function signingKeyRoutes(server: Server, { signingKeys, rotateSigningKeys }: Uses): void {
  server.get(
    keySetPath,
    {
      config: { isPublic: true },
      schema: {
        tags,
        summary: 'Get the keys that messages are signed with',
        description:
          'RS256. A key is here before anything is signed with it, and until the one after it has ended.',
        response: { 200: shownKeySet },
        security: [],
      },
    },
    async (_request, reply) => {
      const keys = (await signingKeys?.published()) ?? [];
      reply.header('Cache-Control', `public, max-age=${keySetMaxAgeSeconds}`);
      return keySetJson(keys);
    },
  );

  server.post(
    rotateSigningKeysPath,
    {
      schema: {
        tags,
        summary: 'Ours: change the signing keys now',
        description:
          'The next key signs from now on. Twice in a row ends a key that has become known to others.',
        response: { 200: shownSigningKeys },
      },
    },
    async (request) => signingKeysJson(await rotateSigningKeys(requireCaller(request))),
  );
}
