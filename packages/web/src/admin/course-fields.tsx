// What a course is called and when it is, as fields of a form.

import { zones } from '../shell/time-zone.ts';
import { ChoiceField, TextField } from './field.tsx';

export interface CourseValues {
  name: string;
  course_code: string;
  sis_course_id: string;
  time_zone: string;
}

export const courseLabels = {
  name: 'Name',
  course_code: 'Code',
  sis_source_id: 'SIS id',
  sis_course_id: 'SIS id',
  time_zone: 'Time zone',
};

interface CourseFieldsProps {
  values: CourseValues;
  /** Only admins of the account set it. */
  hasSisId: boolean;
  onChange: (change: Partial<CourseValues>) => void;
}

export function CourseFields({ values, hasSisId, onChange }: CourseFieldsProps) {
  const isListed = values.time_zone === '' || zones().includes(values.time_zone);
  return (
    <>
      <TextField
        label={courseLabels.name}
        value={values.name}
        isRequired
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={courseLabels.course_code}
        hint="For short. Empty: made from the name"
        value={values.course_code}
        onChange={(course_code) => onChange({ course_code })}
      />
      {hasSisId && (
        <TextField
          label={courseLabels.sis_course_id}
          hint="Of the system that courses come from; unique"
          value={values.sis_course_id}
          onChange={(sis_course_id) => onChange({ sis_course_id })}
        />
      )}
      <ChoiceField
        label={courseLabels.time_zone}
        value={values.time_zone}
        options={[
          ['', 'That of the account'],
          ...(isListed ? [] : [[values.time_zone, values.time_zone] as const]),
          ...zones().map((zone) => [zone, zone] as const),
        ]}
        onChange={(time_zone) => onChange({ time_zone })}
      />
    </>
  );
}
