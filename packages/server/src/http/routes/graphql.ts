// Canvas: the GraphQL API. Core reference §11. The schema is in http/graphql/; introspection describes it.

import { Type } from 'typebox';
import { bodyBytesMax, jsonDepthMax } from '../../model/limits.ts';
import { isRecord } from '../../model/loose-value.ts';
import { malformed } from '../../model/refusal.ts';
import type { ReadGraph } from '../../operations/graph/graph.ts';
import { requireCaller } from '../authentication.ts';
import { jsonDepth } from '../canvas-wire/json-text.ts';
import { stringParam } from '../canvas-wire/params.ts';
import type { Server } from '../fastify.ts';
import type { GraphqlRequest } from '../graphql/answer-query.ts';
import type { GraphqlOperations } from '../graphql/fields.ts';
import { lookupsIn } from '../graphql/lookups.ts';
import { baseUrlOf } from '../paged-list.ts';

interface Uses {
  readGraph: ReadGraph;
  operations: GraphqlOperations;
  shard: number;
  publicUrl: string | null;
}

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export function graphqlRoutes(server: Server, { readGraph, operations, shard, publicUrl }: Uses): void {
  let loading: ReturnType<typeof loadEngine> | undefined;
  server.post(
    '/api/graphql',
    {
      schema: {
        tags: ['GraphQL'],
        summary: 'Query and change through GraphQL',
        description:
          'Errors of the query are part of the answer. A token with this scope may query, but not change anything. ' +
          'Introspection says what there is.',
        body: Type.Object({
          query: optional('A GraphQL document'),
          variables: optional('Their values by name'),
          operationName: optional('Which operation of the document'),
        }),
        response: {
          200: Type.Object({
            data: Type.Optional(Type.Unknown()),
            errors: Type.Optional(Type.Unknown({ description: 'List of `{message,path,locations}`' })),
          }),
        },
      },
    },
    async (request) => {
      const caller = requireCaller(request);
      loading ??= loadEngine();
      const { answerQuery, schema } = await loading;
      const graph = readGraph(caller);
      return answerQuery(schema, requestOf(request.body as Record<string, unknown>), {
        ...operations,
        caller,
        graph,
        lookups: lookupsIn(graph),
        shard,
        baseUrl: baseUrlOf(request, publicUrl),
      });
    },
  );
}

/** At the first query: many servers are never asked one, and it takes a tenth of their memory. */
async function loadEngine() {
  const [{ answerQuery }, { graphqlSchema }] = await Promise.all([
    import('../graphql/answer-query.ts'),
    import('../graphql/schema.ts'),
  ]);
  return { answerQuery, schema: graphqlSchema() };
}

function requestOf(body: Record<string, unknown>): GraphqlRequest {
  return {
    query: stringParam(body.query, 'query', bodyBytesMax) ?? null,
    variables: variablesOf(body.variables),
    operationName: stringParam(body.operationName, 'operationName') || null,
  };
}

/** An object, or the text of one, as forms have it. Blank is none. */
function variablesOf(given: unknown): Record<string, unknown> {
  if (given == null || given === '') return {};
  const variables = typeof given === 'string' ? jsonOf(given) : given;
  if (!isRecord(variables)) throw malformed('variables must be an object');
  return variables;
}

function jsonOf(text: string): unknown {
  let variables: unknown;
  try {
    variables = JSON.parse(text);
  } catch {
    throw malformed('variables must be JSON');
  }
  if (jsonDepth(text) > jsonDepthMax)
    throw malformed(`variables are nested deeper than ${jsonDepthMax} levels`);
  return variables;
}
