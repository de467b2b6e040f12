// A new course.

import { type FormEvent, useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { useAction } from '../shell/use-action.ts';
import { AdminFrame } from './admin-frame.tsx';
import { CourseFields, type CourseValues, courseLabels } from './course-fields.tsx';
import { Outcome, Tick } from './field.tsx';

export function NewCourse({ viewer }: { viewer: Viewer }) {
  const [values, setValues] = useState<CourseValues>({
    name: '',
    course_code: '',
    sis_course_id: '',
    time_zone: '',
  });
  const [isOffered, setIsOffered] = useState(false);
  const [isTeacher, setIsTeacher] = useState(false);
  const { run, isBusy, problem } = useAction(create, courseLabels);

  async function create(): Promise<void> {
    const given = Object.entries(values).filter(([, value]) => value.trim() !== '');
    const { id } = await call<{ id: number }>('POST', '/api/v1/accounts/self/courses', {
      body: { course: Object.fromEntries(given), offer: isOffered, enroll_me: isTeacher },
    });
    location.assign(urlOf(`/admin/courses/${id}`));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void run();
  }

  return (
    <AdminFrame viewer={viewer} at="new-course">
      <form className="panel stack" onSubmit={submit}>
        <div className="form-grid">
          <CourseFields
            values={values}
            hasSisId
            onChange={(change) => setValues((before) => ({ ...before, ...change }))}
          />
        </div>
        <div className="choices">
          <Tick
            label="Publish it at once"
            hint="Students see it, and what is published in it"
            isOn={isOffered}
            onChange={setIsOffered}
          />
          <Tick label="Make me a teacher of it" isOn={isTeacher} onChange={setIsTeacher} />
        </div>
        <Outcome problem={problem} />
        <div className="row">
          <button type="submit" className="button button-primary" aria-disabled={isBusy}>
            Create
          </button>
          <a className="button" href={urlOf('/admin/courses')}>
            Cancel
          </a>
        </div>
      </form>
    </AdminFrame>
  );
}
