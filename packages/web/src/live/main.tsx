// Live.

import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { StaffShell } from '../shell/staff-shell.tsx';

mount(
  <Loaded ask={viewer}>
    {(person) => (
      <StaffShell viewer={person}>
        <h1 className="title">Live</h1>
      </StaffShell>
    )}
  </Loaded>,
);
