// The time zone of a course or a person.

import { zones } from '../shell/time-zone.ts';
import { ChoiceField } from './field.tsx';

interface ZoneFieldProps {
  label: string;
  /** Empty for that of the account. */
  value: string;
  onChange: (zone: string) => void;
}

/** A zone that the browser does not know stays as it is until another is chosen. */
export function ZoneField({ label, value, onChange }: ZoneFieldProps) {
  const isListed = value === '' || zones().includes(value);
  return (
    <ChoiceField
      label={label}
      value={value}
      options={[
        ['', 'That of the account'],
        ...(isListed ? [] : [[value, value] as const]),
        ...zones().map((zone) => [zone, zone] as const),
      ]}
      onChange={onChange}
    />
  );
}
