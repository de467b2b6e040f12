// Deliveries.

import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { Console } from './console.tsx';

mount(<Loaded ask={viewer}>{(person) => <Console viewer={person} />}</Loaded>);
