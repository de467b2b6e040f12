// Where a query begins: records by id, by type and plain id, by SIS id. What the caller may not see is null.

import { GraphQLError } from 'graphql';
import { Refusal } from '../../model/refusal.ts';
import type { SeenPerson } from '../../operations/graph/graph-people.ts';
import { type Arguments, asNode, type Fields, type GraphqlContext, textArgument } from './fields.ts';
import { idArgument, type NodeType, nodeNamed, optionalIdArgument } from './node-ids.ts';

export const queryFields: Fields<unknown> = {
  node(_source, args, context) {
    const named = nodeNamed(String(args.id), context.shard);
    if (named === undefined) throw new GraphQLError('id must be the id of a node');
    return nodeBy(named.type, named.id, context);
  },
  legacyNode(_source, args, context) {
    const type = args.type as NodeType;
    return nodeBy(type, idArgument(args, '_id', type, context.shard), context);
  },
  account: (_source, args, context) =>
    byIdOrSis(args, 'Account', 'account', context, context.lookups.account),
  assignment: (_source, args, context) =>
    byIdOrSis(args, 'Assignment', 'assignment', context, context.lookups.assignment),
  assignmentGroup: (_source, args, { lookups, shard }) =>
    lookups.assignmentGroup(idArgument(args, 'id', 'AssignmentGroup', shard)),
  course: (_source, args, context) => byIdOrSis(args, 'Course', 'course', context, context.lookups.course),
  submission(_source, args, { lookups, graph, shard }) {
    const id = optionalIdArgument(args, 'id', 'Submission', shard);
    const assignmentId = optionalIdArgument(args, 'assignmentId', 'Assignment', shard);
    const userId = optionalIdArgument(args, 'userId', 'User', shard);
    if (id !== null && assignmentId === null && userId === null) return lookups.submission(id);
    if (id !== null || assignmentId === null || userId === null)
      throw new GraphQLError('a submission is named by its id, or by assignmentId and userId');
    return graph.submissionOf(assignmentId, userId);
  },
  user: (_source, args, context) => userBy(idArgument(args, 'id', 'User', context.shard), context),
};

async function byIdOrSis<Source>(
  args: Arguments,
  type: NodeType,
  noun: 'account' | 'assignment' | 'course',
  { graph, shard }: GraphqlContext,
  lookup: (id: number) => Promise<Source | undefined>,
): Promise<Source | undefined> {
  const id = optionalIdArgument(args, 'id', type, shard);
  const sisId = textArgument(args, 'sisId');
  if ((id === null) === (sisId === null)) throw new GraphQLError('exactly one of id and sisId must be given');
  return lookup(id ?? (await graph.idBySis(noun, sisId ?? '')));
}

async function nodeBy(type: NodeType, id: number, context: GraphqlContext): Promise<object | null> {
  const { lookups, showProgress, caller } = context;
  switch (type) {
    case 'Account':
      return asNode(type, await lookups.account(id));
    case 'Assignment':
      return asNode(type, await lookups.assignment(id));
    case 'AssignmentGroup':
      return asNode(type, await lookups.assignmentGroup(id));
    case 'Course':
      return asNode(type, await lookups.course(id));
    case 'Enrollment':
      return asNode(type, await lookups.enrollment(id));
    case 'Progress':
      return asNode(type, await unlessRefused(showProgress.one(caller, id)));
    case 'Quiz':
      return asNode(type, await lookups.quiz(id));
    case 'Section':
      return asNode(type, await lookups.section(id));
    case 'Submission':
      return asNode(type, await lookups.submission(id));
    case 'User':
      return asNode(type, await userBy(id, context));
  }
}

async function userBy(id: number, { showUser, caller }: GraphqlContext): Promise<SeenPerson | undefined> {
  const view = await unlessRefused(showUser.details(caller, { by: 'id', id }));
  if (view === undefined) return undefined;
  const { user, pseudonym, may } = view;
  const sees = {
    logins: may('view_user_logins'),
    emails: may('read_email_addresses'),
    sisIds: may('read_sis'),
  };
  return { person: { user, pseudonym }, sees };
}

/** Undefined for what is not there, or not for the caller. */
async function unlessRefused<Found>(looked: Promise<Found>): Promise<Found | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { kind } = error.reason;
    if (kind === 'not_found' || kind === 'not_permitted') return undefined;
    throw error;
  }
}
