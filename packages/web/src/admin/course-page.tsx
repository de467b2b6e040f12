// One course: its state, its quizzes, what is set in it, who is in it. Also for those who teach it; what each may do is for the
// API to say.

import { useCallback, useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { CourseForm } from './course-form.tsx';
import { CoursePeople } from './course-people.tsx';
import { CourseQuizzes } from './course-quizzes.tsx';
import { CourseSettings } from './course-settings.tsx';
import { CourseState } from './course-state.tsx';
import type { Course } from './course-words.ts';
import { Features } from './features.tsx';

export function CoursePage({ viewer, id }: { viewer: Viewer; id: number }) {
  /** A feature may open a setting. */
  const [featureChanges, setFeatureChanges] = useState(0);
  const asked = useAsked(
    useCallback(
      async (signal) => {
        const [course, rights] = await Promise.all([
          call<Course>('GET', `/api/v1/courses/${id}`, { signal }),
          call<{ read_as_admin: boolean; view_all_grades: boolean }>(
            'GET',
            `/api/v1/courses/${id}/permissions?permissions[]=read_as_admin&permissions[]=view_all_grades`,
            { signal },
          ),
        ]);
        return { course, isStaff: rights.read_as_admin, seesGrades: rights.view_all_grades };
      },
      [id],
    ),
  );
  const { answer } = asked;
  return (
    <AdminFrame
      viewer={viewer}
      at="course"
      {...(answer && { title: answer.course.name })}
      action={
        answer?.seesGrades === true && (
          <a className="button" href={urlOf(`/courses/${id}/gradebook`)}>
            Gradebook
          </a>
        )
      }
    >
      <AskedPart asked={asked}>
        {({ course, isStaff, seesGrades }) =>
          isStaff ? (
            <>
              <CourseState
                course={course}
                urlWithoutIt={urlOf(viewer.isAccountAdmin ? '/admin/courses?state=deleted' : '/courses')}
                onChanged={asked.again}
              />
              <CourseQuizzes courseId={id} seesGrades={seesGrades} />
              <CourseForm course={course} isAdmin={viewer.isAccountAdmin} onSaved={asked.again} />
              <CourseSettings key={featureChanges} courseId={id} />
              <Features
                path={`/api/v1/courses/${id}/features`}
                kind="course"
                onChanged={() => setFeatureChanges((before) => before + 1)}
              />
              <CoursePeople courseId={id} isAdmin={viewer.isAccountAdmin} />
              <ZoneChoice />
            </>
          ) : (
            <p className="lede">This is for those who teach the course, and for administrators.</p>
          )
        }
      </AskedPart>
    </AdminFrame>
  );
}
