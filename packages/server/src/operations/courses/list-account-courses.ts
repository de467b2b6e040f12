// An admin lists and searches the courses of an account and the accounts below it.

import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { searchTermCharsMin } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { isAccountAdmin } from '../../model/policy.ts';
import { notPermitted, Refusal } from '../../model/refusal.ts';
import { type CourseSelection, countAccountCourses, listAccountCourses } from '../../store/course-list.ts';
import type { Database } from '../../store/database.ts';
import { namedAccount } from '../named-account.ts';
import { type CourseExtras, type CourseView, describeCourses } from './describe-courses.ts';

export interface AccountCoursesWanted extends Omit<CourseSelection, 'accountId'> {
  extras: CourseExtras;
  page: number;
  perPage: number;
}

export interface AccountCoursesPage {
  courses: CourseView[];
  total: number;
  page: number;
  perPage: number;
}

export type ListAccountCourses = (
  caller: Caller,
  account: Lookup,
  readWanted: () => AccountCoursesWanted,
) => Promise<AccountCoursesPage>;

/** One page, without the caller's own enrollments. Raises not_found, not_permitted, search_term_too_short. */
export function listCoursesOfAccount(database: Database, clock: Clock): ListAccountCourses {
  const { query } = database;
  return async (caller, lookup, readWanted) => {
    const account = await namedAccount(query, lookup);
    if (!isAccountAdmin(caller, account)) throw notPermitted();
    const { extras, page, perPage, ...wanted } = readWanted();
    if (wanted.searchTerm !== null && [...wanted.searchTerm].length < searchTermCharsMin) {
      throw new Refusal({ kind: 'search_term_too_short', charsMin: searchTermCharsMin });
    }
    const nowMs = clock();
    const selection = { ...wanted, accountId: account.id };
    const courses = await listAccountCourses(query, selection, nowMs, perPage, (page - 1) * perPage);
    const seen = courses.map((course) => ({ course, enrollments: [], shown: [] }));
    return {
      courses: await describeCourses(query, caller, seen, extras, nowMs),
      total: await countAccountCourses(query, selection, nowMs),
      page,
      perPage,
    };
  };
}
