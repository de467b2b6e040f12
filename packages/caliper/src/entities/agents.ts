// Who can do something: people, applications, and organizations with their members.

import type { OrIri } from '../values/iri.ts';
import type { Role } from '../vocabulary/roles.ts';
import type { Status } from '../vocabulary/statuses.ts';
import type { EntityKeys } from './entity-keys.ts';

export type Person = EntityKeys<'Person'>;

export interface SoftwareApplication extends EntityKeys<'SoftwareApplication'> {
  version?: string | undefined;
}

interface OrganizationKeys<Type extends string> extends EntityKeys<Type> {
  subOrganizationOf?: OrIri<Organization> | undefined;
  members?: readonly OrIri<Agent>[] | undefined;
}

interface CourseKeys<Type extends string> extends OrganizationKeys<Type> {
  courseNumber?: string | undefined;
  academicSession?: string | undefined;
}

export type Group = OrganizationKeys<'Group'>;
export type CourseOffering = CourseKeys<'CourseOffering'>;

export interface CourseSection extends CourseKeys<'CourseSection'> {
  category?: string | undefined;
}

/** An organization of any kind. */
export type Organization = OrganizationKeys<'Organization'> | Group | CourseOffering | CourseSection;

/** An agent of any kind. */
export type Agent = EntityKeys<'Agent'> | Person | SoftwareApplication | Organization;

/** That a person belongs to an organization, and as what. */
export interface Membership extends EntityKeys<'Membership'> {
  member?: OrIri<Person> | undefined;
  organization?: OrIri<Organization> | undefined;
  roles?: readonly Role[] | undefined;
  status?: Status | undefined;
}
