// Canvas's failure bodies, to the letter. Source: quiz reference §1.5, where the letters are from.

/** A, with 403. */
export const notPermittedBody = {
  status: 'unauthorized',
  errors: [{ message: 'user not authorized to perform that action' }],
};

/** B, with 401. */
export const unauthenticatedBody = {
  status: 'unauthenticated',
  errors: [{ message: 'user authorization required' }],
};

/** C, with 401. */
export const invalidTokenBody = { errors: [{ message: 'Invalid access token.' }] };
export const revokedTokenBody = { errors: [{ message: 'Revoked access token.' }] };

/** D, with 401. */
export const insufficientScopesBody = { errors: [{ message: 'Insufficient scopes on access token.' }] };

/** E, with 404. */
export const notFoundBody = { errors: [{ message: 'The specified resource does not exist.' }] };

export const invalidMasqueradeBody = { errors: 'Invalid as_user_id' };
