// Which transport a target has.

import type { RoleUses } from './assumed-role.ts';
import type { KafkaUses } from './kafka.ts';
import type { SendThread } from './send-thread.ts';
import { tellAnswers } from './told-answers.ts';
import type { OpenTransport } from './transport.ts';

export interface OpenerUses extends RoleUses, KafkaUses {
  /** Where HTTPS targets are. */
  sendThread: Pick<SendThread, 'open'>;
}

/** Opens targets of every type, each for as long as its transport is not disposed. */
export function transportOpener(uses: OpenerUses): OpenTransport {
  return async ({ target, secrets }) => {
    switch (target.type) {
      case 'https':
        // What is answered there is told by the thread.
        return uses.sendThread.open({ target, secrets });
      // Loaded by those who have a queue or a broker.
      case 'sqs': {
        const { openSqs } = await import('./sqs.ts');
        return tellAnswers(await openSqs(target, secrets, uses), secrets);
      }
      case 'kafka': {
        const { openKafka } = await import('./kafka.ts');
        return tellAnswers(openKafka(target, secrets, uses), secrets);
      }
    }
  };
}
