// The report of one attempt: all of its log on paper, for staff, and for the student where the course allows it.

import { viewer } from '../api/session.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import './report.css';
import { ReportLoader } from './report-loader.tsx';

mount(<Loaded ask={viewer}>{(person) => <ReportLoader viewer={person} />}</Loaded>);
