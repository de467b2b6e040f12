// How a course stands, and what can be done with it.

import { call } from '../api/client.ts';
import { Time } from '../shell/time.tsx';
import { useAction } from '../shell/use-action.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { type Course, type CourseStep, courseStateText, stepsFrom } from './course-words.ts';
import { Outcome } from './field.tsx';

interface CourseStateProps {
  course: Course;
  /** Where one is when the course is no more. */
  urlWithoutIt: string;
  onChanged: () => void;
}

export function CourseState({ course, urlWithoutIt, onChanged }: CourseStateProps) {
  const { run, isBusy, problem } = useAction(async ({ event }: CourseStep) => {
    await call('PUT', `/api/v1/courses/${course.id}`, { body: { course: { event } } });
    if (event === 'delete') location.assign(urlWithoutIt);
    else onChanged();
  });
  return (
    <section className="panel stack" aria-labelledby="state">
      <h2 className="panel-title visually-hidden" id="state">
        State
      </h2>
      <div className="row row-apart">
        <dl className="facts course-facts">
          <div>
            <dt>State</dt>
            <dd>
              <span role="status">{courseStateText(course.workflow_state)}</span>
            </dd>
          </div>
          <div>
            <dt>Code</dt>
            <dd dir="auto">{course.course_code}</dd>
          </div>
          <div>
            <dt>Made</dt>
            <dd>
              <Time iso={course.created_at} precision="minute" />
            </dd>
          </div>
          <div>
            <dt>Id</dt>
            <dd>{course.id}</dd>
          </div>
        </dl>
        <div className="row">
          {stepsFrom(course.workflow_state).map((step) =>
            step.warning === null ? (
              <button
                key={step.event}
                type="button"
                className="button button-primary"
                aria-disabled={isBusy}
                onClick={() => void run(step)}
              >
                {step.name}
              </button>
            ) : (
              <ConfirmButton
                key={step.event}
                name={step.name}
                of="the course"
                question={`${step.name} this course?`}
                isDisabled={isBusy}
                onConfirm={() => void run(step)}
              >
                <p>{step.warning}</p>
              </ConfirmButton>
            ),
          )}
        </div>
      </div>
      <Outcome problem={problem} />
    </section>
  );
}
