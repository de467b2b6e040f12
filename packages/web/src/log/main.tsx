// Attempt log.

import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import './log.css';
import { LogLoader } from './log-loader.tsx';

mount(<Loaded ask={viewer}>{(person) => <LogLoader viewer={person} />}</Loaded>);
