// Which live events are followed: by name, course and user. All of it is in the address.

import { changeAddress, useAddress } from '../shell/address.ts';
import { eventTypes } from './console-api.ts';
import { usePolled } from './use-polled.ts';

export function TailFilters() {
  const address = useAddress();
  const types = usePolled(() => eventTypes('live-event'), 'live-event', null);
  const names = Object.values(types.answer ?? {}).flat();
  const field = (key: string, label: string, placeholder: string, more: object = {}) => (
    <div className="toolbar-field">
      <label htmlFor={`tail-${key}`}>{label}</label>
      <input
        id={`tail-${key}`}
        className="input input-small"
        placeholder={placeholder}
        key={address.get(key)}
        defaultValue={address.get(key) ?? ''}
        onBlur={({ target }) => set(key, target.value)}
        onKeyDown={({ key: pressed, currentTarget }) => {
          if (pressed === 'Enter') set(key, currentTarget.value);
        }}
        {...more}
      />
    </div>
  );
  return (
    <search className="toolbar" aria-label="Filter of live events">
      {field('name', 'Event', 'Any', { list: 'tail-names' })}
      <datalist id="tail-names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {field('course', 'Course', 'Id')}
      {field('user', 'User', 'Id', { inputMode: 'numeric' })}
      {['name', 'course', 'user'].some((key) => address.has(key)) && (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => changeAddress({ name: null, course: null, user: null })}
        >
          Show all
        </button>
      )}
    </search>
  );

  function set(key: string, text: string): void {
    const value = text.trim() || null;
    if (value !== address.get(key)) changeAddress({ [key]: value });
  }
}
