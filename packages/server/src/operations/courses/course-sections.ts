// The sections of a course: read and made.

import { sectionCreated } from '../../facts/section-saved.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Course, CourseSection } from '../../model/course.ts';
import { tooLong } from '../../model/course-draft.ts';
import { flag } from '../../model/flag.ts';
import { nameCharsMax } from '../../model/limits.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { type FieldFault, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import {
  countSectionsOf,
  findSection,
  findTakenSectionIds,
  insertSection,
  listSectionsOf,
} from '../../store/course-sections.ts';
import { countSectionStudents } from '../../store/courses.ts';
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

/** Null is not given. */
export interface SectionDraft {
  name: string | null;
  sisSectionId: string | null;
  integrationId: string | null;
  startAtMs: number | null;
  endAtMs: number | null;
  restrictEnrollmentsToSectionDates: boolean;
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
      const setsSisIds = hasCourseRight(standing, 'manage_sis', nowMs);
      const fields = {
        name: draft.name?.trim() || course.name,
        sisSectionId: (setsSisIds && draft.sisSectionId?.trim()) || null,
        integrationId: (setsSisIds && draft.integrationId?.trim()) || null,
        startAtMs: draft.startAtMs,
        endAtMs: draft.endAtMs,
        restrictEnrollmentsToSectionDates: flag(draft.restrictEnrollmentsToSectionDates),
      };
      assertFields(fields);
      const section = await retryLostRace(database, caller, async (transaction) => {
        const taken = await findTakenSectionIds(transaction, fields);
        const faults = taken.map((column): FieldFault => {
          const isSis = column === 'sisSectionId';
          const message = `${isSis ? 'SIS ID' : 'Integration ID'} "${fields[column]}" is already in use`;
          return { field: isSis ? 'sis_source_id' : 'integration_id', type: 'taken', message };
        });
        if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
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
      return onlyView(await viewsOf(standing, [section], false));
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
    const seesSisIds =
      hasCourseRight(standing, 'read_sis', nowMs) || hasCourseRight(standing, 'manage_sis', nowMs);
    return sections.map((section) => ({
      section,
      course: standing.course,
      seesSisIds,
      ...(counts ? { studentCount: counts.get(section.id) ?? 0 } : {}),
    }));
  }
}

function assertFields(
  fields: Pick<CourseSection, 'name' | 'sisSectionId' | 'integrationId' | 'startAtMs' | 'endAtMs'>,
): void {
  const texts: [field: string, text: string | null][] = [
    ['name', fields.name],
    ['sis_source_id', fields.sisSectionId],
    ['integration_id', fields.integrationId],
  ];
  const faults = texts
    .filter(([, text]) => [...(text ?? '')].length > nameCharsMax)
    .map(([field]) => tooLong(field));
  const { startAtMs, endAtMs } = fields;
  if (startAtMs !== null && endAtMs !== null && endAtMs < startAtMs) {
    const message = 'End date cannot be before start date';
    faults.push({ field: 'end_at', type: message, message });
  }
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
}

function onlyView(views: readonly SectionView[]): SectionView {
  const [view] = views;
  if (view === undefined) throw new Error('a described section has no view');
  return view;
}
