// Somebody with the right changes a section, or deletes one that nobody is in.

import { sectionUpdated } from '../../facts/section-saved.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { CourseSection } from '../../model/course.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { applySectionDraft, type SectionDraft } from '../../model/section-draft.ts';
import { findSection, updateSection as saveSection } from '../../store/course-sections.ts';
import { hasEnrollments } from '../../store/enrollments.ts';
import type { AnnouncingDatabase, Transaction } from '../announcing/announcing-database.ts';
import { retryLostRace } from '../retry-lost-race.ts';
import { assertSectionIdsFree, type SectionView, sectionView } from './course-sections.ts';
import { courseStanding, type FullCourseStanding } from './course-standing.ts';

export interface UpdateSection {
  /**
   * Raises not_found, not_permitted, whatever `readDraft` raises, unauthorized_setting for SIS ids from somebody without
   * `manage_sis`, and record_invalid. Canvas: core reference §7.1.
   */
  change(caller: Caller, section: Lookup, readDraft: () => SectionDraft): Promise<SectionView>;
  /**
   * It keeps its SIS ids, which stay taken. Raises not_found, not_permitted, and argument_invalid while it has
   * enrollments, concluded ones too.
   */
  remove(caller: Caller, section: Lookup): Promise<SectionView>;
}

/** A section, held, and how the caller stands to its course. */
interface HeldSection {
  section: CourseSection;
  standing: FullCourseStanding;
  nowMs: number;
}

export function updateSection(database: AnnouncingDatabase, clock: Clock): UpdateSection {
  return {
    change: (caller, lookup, readDraft) =>
      retryLostRace(database, caller, async (transaction) => {
        const held = await hold(transaction, caller, lookup);
        const { section, standing, nowMs } = held;
        const draft = readDraft();
        const setsSisIds = draft.sisSectionId !== undefined || draft.integrationId !== undefined;
        if (setsSisIds && !hasCourseRight(standing, 'manage_sis', nowMs)) {
          const message = 'You must have manage_sis permission to update sis attributes';
          throw new Refusal({ kind: 'unauthorized_setting', message });
        }
        const fields = applySectionDraft(section, draft, standing.course.name);
        await assertSectionIdsFree(transaction, section.id, fields);
        return save(transaction, held, fields);
      }),

    remove: (caller, lookup) =>
      database.transaction(caller, async (transaction) => {
        const held = await hold(transaction, caller, lookup);
        if (await hasEnrollments(transaction, held.section.id)) {
          const message = "You can't delete a section that has enrollments";
          throw new Refusal({ kind: 'argument_invalid', shape: 'message', message });
        }
        return save(transaction, held, { workflowState: 'deleted' });
      }),
  };

  async function hold(transaction: Transaction, caller: Caller, lookup: Lookup): Promise<HeldSection> {
    const section = await findSection(transaction, lookup, 'change');
    if (section === undefined) throw notFound();
    const standing = await courseStanding(transaction, caller, { by: 'id', id: section.courseId });
    const nowMs = clock();
    if (!hasCourseRight(standing, 'manage_sections', nowMs)) throw notPermitted();
    return { section, standing, nowMs };
  }
}

async function save(
  transaction: Transaction,
  { section, standing, nowMs }: HeldSection,
  changes: Partial<CourseSection>,
): Promise<SectionView> {
  const saved = await saveSection(transaction, { ...section, ...changes, updatedAtMs: nowMs });
  transaction.announce(sectionUpdated(standing.course, section, saved));
  return sectionView(standing, saved, nowMs);
}
