// What a course is called, to be changed.

import { type FormEvent, useState } from 'react';
import { call } from '../api/client.ts';
import { useAction } from '../shell/use-action.ts';
import { CourseFields, type CourseValues, courseLabels } from './course-fields.tsx';
import type { Course } from './course-words.ts';
import { Outcome } from './field.tsx';
import { afterSaving } from './kept-words.ts';

interface CourseFormProps {
  course: Course;
  isAdmin: boolean;
  onSaved: () => void;
}

export function CourseForm({ course, isAdmin, onSaved }: CourseFormProps) {
  const [kept, setKept] = useState(() => valuesOf(course));
  const [values, setValues] = useState(kept);
  const [done, setDone] = useState<string | null>(null);
  const { run, isBusy, problem } = useAction(save, courseLabels);

  async function save(): Promise<void> {
    const changed = Object.entries(values).filter(
      ([name, value]) => value !== kept[name as keyof CourseValues],
    );
    if (changed.length === 0) return;
    const saved = await call<Course>('PUT', `/api/v1/courses/${course.id}`, {
      body: { course: Object.fromEntries(changed) },
    });
    // A code that was left empty is made of the name.
    const now = valuesOf(saved);
    setKept(now);
    setValues((typed) => afterSaving(typed, values, now));
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setDone(null);
    if (!(await run())) return;
    setDone('Saved.');
    onSaved();
  }

  return (
    <form className="panel stack" aria-labelledby="course-form" onSubmit={(event) => void submit(event)}>
      <h2 className="panel-title" id="course-form">
        About
      </h2>
      <div className="form-grid">
        <CourseFields
          values={values}
          hasSisId={isAdmin}
          onChange={(change) => {
            setDone(null);
            setValues((before) => ({ ...before, ...change }));
          }}
        />
      </div>
      <Outcome problem={problem} done={done} />
      <div>
        <button type="submit" className="button button-primary" aria-disabled={isBusy}>
          Save
        </button>
      </div>
    </form>
  );
}

function valuesOf(course: Course): CourseValues {
  return {
    name: course.name,
    course_code: course.course_code,
    sis_course_id: course.sis_course_id ?? '',
    time_zone: course.time_zone,
  };
}
