// The class: all attempts of a quiz.

import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import './attempts.css';
import { ClassLoader } from './class-loader.tsx';

mount(<Loaded ask={viewer}>{(person) => <ClassLoader viewer={person} />}</Loaded>);
