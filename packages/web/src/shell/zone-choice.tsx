// In which zone the times of the page are shown.

import { useId } from 'react';
import { chooseZone, ownZone, useZone, zones } from './time-zone.ts';

export function ZoneChoice() {
  const zone = useZone();
  const id = useId();
  return (
    <div className="toolbar-field">
      <label htmlFor={id}>Times in</label>
      <select
        id={id}
        className="input input-small"
        value={zone}
        onChange={(event) => chooseZone(event.target.value)}
      >
        {zones().map((name) => (
          <option key={name} value={name}>
            {name === ownZone && name !== 'UTC' ? `${name} (yours)` : name}
          </option>
        ))}
      </select>
    </div>
  );
}
