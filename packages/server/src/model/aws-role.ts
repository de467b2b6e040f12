// Which role of AWS a queue may name. Whether it can be assumed, only STS knows.

import { externalIdCharsMax, roleArnCharsMax } from './delivery-limits.ts';
import type { SqsTarget } from './subscription.ts';

/** Any partition: `aws`, `aws-cn`, `aws-us-gov`, …; the name may be behind a path. */
const roleArnForm = /^arn:aws(?:-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const externalIdForm = /^[\w+=,.@:/-]{2,}$/;

/** Why the role of the target cannot be assumed, for who named it; null for no role and for nothing against it. */
export function roleFault({ roleArn, externalId }: Pick<SqsTarget, 'roleArn' | 'externalId'>): string | null {
  if (roleArn === null) return externalId ? 'ExternalId is nothing without RoleArn' : null;
  if (roleArn.length > roleArnCharsMax || !roleArnForm.test(roleArn))
    return 'RoleArn is not that of a role: arn:aws:iam::<account>:role/<name>';
  if (externalId !== null && (externalId.length > externalIdCharsMax || !externalIdForm.test(externalId)))
    return `ExternalId must be 2 to ${externalIdCharsMax} letters, digits and characters among _+=,.@:/-`;
  return null;
}
