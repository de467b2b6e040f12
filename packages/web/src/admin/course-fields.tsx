// What a course is called and when it is, as fields of a form.

import { TextField } from './field.tsx';
import { ZoneField } from './zone-field.tsx';

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
      <ZoneField
        label={courseLabels.time_zone}
        value={values.time_zone}
        onChange={(time_zone) => onChange({ time_zone })}
      />
    </>
  );
}
