// The sections of a course: read and made. How they change is in update-section.ts.

import { sectionCreated } from '../../facts/section-saved.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course, CourseSection } from '../../model/course.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { type FieldFault, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import {
  applySectionDraft,
  blankSection,
  type SectionDraft,
  type SectionFields,
} from '../../model/section-draft.ts';
import {
  countSectionsOf,
  findSection,
  findTakenSectionIds,
  insertSection,
  listSectionsOf,
} from '../../store/course-sections.ts';
import { countSectionStudents } from '../../store/courses.ts';
import type { Query } from '../../store/database.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { retryLostRace } from '../retry-lost-race.ts';
import { courseStanding, type FullCourseStanding } from './course-standing.ts';

export interface SectionView {
  section: CourseSection;
  course: Course;
  seesSisIds: boolean;
  /** Active and invited; only when asked for. */
  studentCount?: number;
}

export interface CourseSections {
  /** One page, by id. Raises not_found, not_permitted. */
  list(
    caller: Caller,
    course: Lookup,
    wanted: { withStudentCount: boolean; page: number; perPage: number },
  ): Promise<{ sections: SectionView[]; total: number }>;
  /** Of `course` where one is named. Raises not_found, not_permitted. */
  one(
    caller: Caller,
    place: { course: Lookup | null; section: Lookup },
    withStudentCount: boolean,
  ): Promise<SectionView>;
  /**
   * Without a name it is named like the course. SIS ids from somebody without `manage_sis` are passed over.
   * Raises not_found, not_permitted, record_invalid.
   */
  create(caller: Caller, course: Lookup, readDraft: () => SectionDraft): Promise<SectionView>;
}

export function courseSections(database: AnnouncingDatabase, clock: Clock): CourseSections {
  const { query } = database;
  return {
    async list(caller, lookup, { withStudentCount, page, perPage }) {
      const standing = await courseStanding(query, caller, lookup);
      if (!hasCourseRight(standing, 'read', clock())) throw notPermitted();
      const { id } = standing.course;
      const sections = await listSectionsOf(query, id, perPage, (page - 1) * perPage);
      return {
        sections: await viewsOf(standing, sections, withStudentCount),
        total: await countSectionsOf(query, id),
      };
    },

    async one(caller, place, withStudentCount) {
      const section = await findSection(query, place.section);
      if (section === undefined) throw notFound();
      const standing = await courseStanding(
        query,
        caller,
        place.course ?? { by: 'id', id: section.courseId },
      );
      if (standing.course.id !== section.courseId) throw notFound();
      if (!hasCourseRight(standing, 'read', clock())) throw notPermitted();
      return onlyView(await viewsOf(standing, [section], withStudentCount));
    },

    async create(caller, lookup, readDraft) {
      const standing = await courseStanding(query, caller, lookup);
      const { course } = standing;
      const nowMs = clock();
      if (!hasCourseRight(standing, 'manage_sections', nowMs)) throw notPermitted();
      const draft = readDraft();
      if (!hasCourseRight(standing, 'manage_sis', nowMs)) {
        draft.sisSectionId = undefined;
        draft.integrationId = undefined;
      }
      const fields = applySectionDraft(blankSection, draft, course.name);
      const section = await retryLostRace(database, caller, async (transaction) => {
        await assertSectionIdsFree(transaction, null, fields);
        const made = await insertSection(transaction, {
          ...fields,
          courseId: course.id,
          defaultSection: 0,
          createdAtMs: nowMs,
          updatedAtMs: nowMs,
        });
        transaction.announce(sectionCreated(course, made));
        return made;
      });
      return sectionView(standing, section, nowMs);
    },
  };

  async function viewsOf(
    standing: FullCourseStanding,
    sections: readonly CourseSection[],
    withStudentCount: boolean,
  ): Promise<SectionView[]> {
    const nowMs = clock();
    const ids = sections.map((section) => section.id);
    const counts = withStudentCount ? await countSectionStudents(query, ids) : undefined;
    return sections.map((section) => ({
      ...sectionView(standing, section, nowMs),
      ...(counts ? { studentCount: counts.get(section.id) ?? 0 } : {}),
    }));
  }
}

/** The section as the caller sees it. */
export function sectionView(
  standing: FullCourseStanding,
  section: CourseSection,
  nowMs: number,
): SectionView {
  return {
    section,
    course: standing.course,
    seesSisIds: hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs),
  };
}

/** Raises record_invalid when a section other than `id` has the SIS or integration id, a deleted one included. */
export async function assertSectionIdsFree(
  query: Query,
  id: CourseSection['id'] | null,
  fields: SectionFields,
): Promise<void> {
  const taken = await findTakenSectionIds(query, { ...fields, id });
  const faults = taken.map((column): FieldFault => {
    const isSis = column === 'sisSectionId';
    const message = `${isSis ? 'SIS ID' : 'Integration ID'} "${fields[column]}" is already in use`;
    return { field: isSis ? 'sis_source_id' : 'integration_id', type: 'taken', message };
  });
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
}

function onlyView(views: readonly SectionView[]): SectionView {
  const [view] = views;
  if (view === undefined) throw new Error('a described section has no view');
  return view;
}
