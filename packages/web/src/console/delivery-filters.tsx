// Which deliveries of a subscription are shown: by state, event and time. All of it is in the address.

import { changeAddress, useAddress } from '../shell/address.ts';
import { useZone } from '../shell/time-zone.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { deliveryStates } from './console-api.ts';
import { localIn, momentIn, stateTexts } from './console-words.ts';

/** What the address asks for, as the log takes it. */
export function useDeliveriesQuery(): URLSearchParams {
  const address = useAddress();
  const query = new URLSearchParams();
  for (const name of ['state', 'from', 'until']) {
    const value = address.get(name);
    if (value !== null) query.set(name, value);
  }
  const event = address.get('event');
  if (event !== null) query.append('event_name[]', event);
  return query;
}

/** `eventNames` are offered; any other can be typed. */
export function DeliveryFilters({ eventNames }: { eventNames: readonly string[] }) {
  const address = useAddress();
  const zone = useZone();
  const timeField = (name: 'from' | 'until', label: string) => (
    <div className="toolbar-field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <input
        id={`filter-${name}`}
        type="datetime-local"
        step={1}
        className="input input-small"
        key={`${zone} ${address.get(name)}`}
        defaultValue={localIn(address.get(name), zone)}
        onBlur={({ target: { value } }) => {
          const moment = momentIn(value, zone);
          if (localIn(moment, zone) !== localIn(address.get(name), zone)) changeAddress({ [name]: moment });
        }}
      />
    </div>
  );
  return (
    <search className="toolbar" aria-label="Filter of deliveries">
      <div className="toolbar-field">
        <label htmlFor="filter-state">State</label>
        <select
          id="filter-state"
          className="input input-small"
          value={address.get('state') ?? ''}
          onChange={({ target: { value } }) => changeAddress({ state: value || null })}
        >
          <option value="">All</option>
          {deliveryStates.map((state) => (
            <option key={state} value={state}>
              {stateTexts[state]}
            </option>
          ))}
        </select>
      </div>
      <div className="toolbar-field">
        <label htmlFor="filter-event">Event</label>
        <input
          id="filter-event"
          className="input input-small"
          list="filter-event-names"
          placeholder="Any"
          key={address.get('event')}
          defaultValue={address.get('event') ?? ''}
          onBlur={({ target: { value } }) => setEvent(value)}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') setEvent(currentTarget.value);
          }}
        />
        <datalist id="filter-event-names">
          {eventNames.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      {timeField('from', 'From')}
      {timeField('until', 'Until')}
      <ZoneChoice />
      {[...['state', 'event', 'from', 'until']].some((name) => address.has(name)) && (
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => changeAddress({ state: null, event: null, from: null, until: null })}
        >
          Show all
        </button>
      )}
    </search>
  );

  function setEvent(text: string): void {
    const name = text.trim() || null;
    if (name !== address.get('event')) changeAddress({ event: name });
  }
}
