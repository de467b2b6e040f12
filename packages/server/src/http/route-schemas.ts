// What the schemas of the routes are good for: they document, and a body must have the form that they say.

import { createRequire } from 'node:module';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { FastifyServerOptions } from 'fastify';

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>;
type CompilersFactory = NonNullable<SchemaController['compilersFactory']>;

/** For Fastify, which would load and start a compiler of its own for each of the two. */
export const schemaController: SchemaController = {
  compilersFactory: {
    // Fastify's type asks for what only Ajv's own function has; all that it does is call it.
    buildValidator: (() => validatorOf) as unknown as NonNullable<CompilersFactory['buildValidator']>,
    // What is sent is what the presenter made, key by key.
    buildSerializer: () => () => JSON.stringify,
  },
};

interface SchemaUse {
  schema: object;
  /** Part of the request. */
  httpPart: string;
}

/**
 * A path and a query are texts whatever a schema says, and their readers refuse what they cannot read
 * (canvas-wire/params.ts). A schema is compiled when the first body comes: to compile all of them took longer than all
 * else of a start.
 */
function validatorOf({ schema, httpPart }: SchemaUse): (value: unknown) => true | { error: ErrorObject[] } {
  if (httpPart !== 'body') return () => true;
  let validate: ValidateFunction | null = null;
  return (body) => {
    validate ??= bodySchemas().compile(schema);
    return validate(body) || { error: validate.errors ?? [] };
  };
}

/** Of all servers of the process, which have the same schemas. */
let ajv: Ajv | null = null;

/** Loaded at once, since a body is waiting. A server that takes only events never needs it. */
function bodySchemas(): Ajv {
  if (ajv === null) {
    const { Ajv: Validator } = createRequire(import.meta.url)('ajv') as typeof import('ajv');
    ajv = new Validator({ allErrors: false, coerceTypes: false, allowUnionTypes: true, strict: false });
  }
  return ajv;
}
