// Connections: pages of a list as Relay has them. A cursor is the place in the list, which Canvas writes in base64.

import { GraphQLError } from 'graphql';
import { graphqlPageNodesDefault, pageRowsMax } from '../../model/limits.ts';

export interface PageAsked {
  limit: number;
  /** How many nodes come before. */
  offset: number;
}

export interface Connection<Node> {
  nodes: Node[];
  edges: { cursor: string; node: Node }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** How many nodes `first` gives: 20 when absent, 100 at most, none when negative. */
export function pageLimit(first: unknown): number {
  if (typeof first !== 'number') return graphqlPageNodesDefault;
  return Math.min(Math.max(Math.trunc(first), 0), pageRowsMax);
}

/** Reads `first` and `after`. Raises a GraphQL error for a cursor that is none of ours. */
export function pageAsked(args: Readonly<Record<string, unknown>>): PageAsked {
  return { limit: pageLimit(args.first), offset: args.after == null ? 0 : placeOf(String(args.after)) };
}

/** `found` are the page's nodes and, where there is one, the node after it. */
export function connectionOf<Node>(found: readonly Node[], { limit, offset }: PageAsked): Connection<Node> {
  const nodes = found.slice(0, limit);
  const edges = nodes.map((node, at) => ({ cursor: cursorOf(offset + at + 1), node }));
  return {
    nodes,
    edges,
    pageInfo: {
      hasNextPage: found.length > limit,
      hasPreviousPage: offset > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(place: number): string {
  return Buffer.from(String(place)).toString('base64url');
}

function placeOf(cursor: string): number {
  const text = cursor.length > 20 ? '' : Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new GraphQLError('after must be a cursor of this list');
}
