// Whom anybody who tries the demo can be.

import type { Config } from '../../config.ts';
import { demoSisId } from './demo-sis-id.ts';

/** The first admin of every server. */
const adminUserId = 1;

/**
 * Whom anybody who reaches the demo can log in as: people of the course, and its admin where only this machine reaches the
 * server.
 */
export function demoPeopleAt(host: string): Config['demoPeople'] {
  const people = [
    { sisUserId: `${demoSisId}-student`, role: 'student' },
    { sisUserId: `${demoSisId}-teacher`, role: 'teacher' },
  ];
  const isOfThisMachine = ['127.0.0.1', '::1', 'localhost'].includes(host);
  return isOfThisMachine ? [...people, { userId: adminUserId, role: 'administrator' }] : people;
}
