// What is kept of a person, as fields of a form.

import { TextField } from './field.tsx';
import { ZoneField } from './zone-field.tsx';

export interface PersonValues {
  name: string;
  short_name: string;
  sortable_name: string;
  email: string;
  time_zone: string;
  locale: string;
}

export const personLabels = {
  name: 'Name',
  short_name: 'Name for short',
  sortable_name: 'Name in lists',
  email: 'E-mail address',
  time_zone: 'Time zone',
  locale: 'Language',
  unique_id: 'Login',
  sis_user_id: 'SIS id',
};

interface PersonFieldsProps {
  values: PersonValues;
  onChange: (change: Partial<PersonValues>) => void;
}

export function PersonFields({ values, onChange }: PersonFieldsProps) {
  return (
    <>
      <TextField
        label={personLabels.name}
        value={values.name}
        isRequired
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={personLabels.short_name}
        hint="As others see it. Empty: the whole name"
        value={values.short_name}
        onChange={(short_name) => onChange({ short_name })}
      />
      <TextField
        label={personLabels.sortable_name}
        hint="Empty: the last word first, “Lovelace, Ada”"
        value={values.sortable_name}
        onChange={(sortable_name) => onChange({ sortable_name })}
      />
      <TextField
        label={personLabels.email}
        type="email"
        value={values.email}
        onChange={(email) => onChange({ email })}
      />
      <ZoneField
        label={personLabels.time_zone}
        value={values.time_zone}
        onChange={(time_zone) => onChange({ time_zone })}
      />
      <TextField
        label={personLabels.locale}
        hint="A tag such as en or pt-BR. Pages are in English whatever it says"
        value={values.locale}
        onChange={(locale) => onChange({ locale })}
      />
    </>
  );
}
