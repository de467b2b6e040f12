// Administration.

import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { Admin } from './admin.tsx';

mount(<Loaded ask={viewer}>{(person) => <Admin viewer={person} />}</Loaded>);
