// The people of the demo, whom anybody who can reach it may be. On a server without the demo there is nothing of this.

import type { User } from '../../model/user.ts';
import type { Query } from '../../store/database.ts';
import { findUserId, findUserWithLogin } from '../../store/users.ts';

/** One of them as the configuration knows them. */
export type DemoPerson = ({ sisUserId: string } | { userId: number }) & {
  /** What they are in the demo course, for people to read. */
  role: string;
};

export interface FoundDemoPerson {
  user: User;
  role: string;
}

export type ListDemoPeople = () => Promise<FoundDemoPerson[]>;

/** Those who are there yet, in the order of the configuration. */
export function listDemoPeople(query: Query, people: readonly DemoPerson[]): ListDemoPeople {
  return async () => {
    const found: FoundDemoPerson[] = [];
    for (const listed of people) {
      const { role } = listed;
      const id =
        'userId' in listed
          ? listed.userId
          : await findUserId(query, { by: 'sis_id', value: listed.sisUserId });
      const person = id === undefined ? undefined : await findUserWithLogin(query, id);
      if (person !== undefined) found.push({ user: person.user, role });
    }
    return found;
  };
}
