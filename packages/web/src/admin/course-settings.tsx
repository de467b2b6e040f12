// The settings of a course that change something here.

import { useCallback, useState } from 'react';
import { call } from '../api/client.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { useAction } from '../shell/use-action.ts';
import { Outcome, Tick } from './field.tsx';

type Settings = Record<string, unknown>;

/** By their names in the API; those that a server does not have are not shown. */
const settings: readonly { name: string; label: string; hint: string }[] = [
  {
    name: 'students_can_read_own_attempt_log',
    label: 'Students may read the log of their own attempts',
    hint: 'With its report and its files. Nobody reads that of others',
  },
  {
    name: 'hide_final_grades',
    label: 'Hide course grades from students',
    hint: 'They see the grades of their work, and no grade of the course',
  },
  {
    name: 'allow_final_grade_override',
    label: 'Graders may replace course grades',
    hint: 'It counts while the feature “Final Grade Override” is on',
  },
];

export function CourseSettings({ courseId }: { courseId: number }) {
  const path = `/api/v1/courses/${courseId}/settings`;
  const asked = useAsked(useCallback((signal) => call<Settings>('GET', path, { signal }), [path]));
  const [done, setDone] = useState<string | null>(null);
  /** What was changed here, from when it is asked for on. */
  const [changed, setChanged] = useState<Settings>({});
  const { run, problem } = useAction(
    (name: string, isOn: boolean) => call('PUT', path, { body: { [name]: isOn } }),
    {},
    'in turn',
  );

  async function change(name: string, label: string, isOn: boolean): Promise<void> {
    setDone(null);
    setChanged((before) => ({ ...before, [name]: isOn }));
    if (await run(name, isOn)) setDone(`${label}: ${isOn ? 'on' : 'off'}.`);
    else setChanged((before) => ({ ...before, [name]: !isOn }));
  }

  return (
    <section className="panel stack" aria-labelledby="settings">
      <h2 className="panel-title" id="settings">
        Settings
      </h2>
      <AskedPart asked={asked}>
        {(now) => (
          <div className="choices">
            {settings
              .filter(({ name }) => name in now)
              .map(({ name, label, hint }) => (
                <Tick
                  key={name}
                  label={label}
                  hint={hint}
                  isOn={(changed[name] ?? now[name]) === true}
                  onChange={(isOn) => void change(name, label, isOn)}
                />
              ))}
          </div>
        )}
      </AskedPart>
      <Outcome problem={problem} done={done} />
    </section>
  );
}
