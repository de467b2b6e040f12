// What only Caliper 1.2 has besides types and actions: names of profiles and kinds of identifiers.

/** Values of `profile`, a key that events of 1.2 should have. `SurveyProfile` is in use, but in no context file. */
export const profiles12 = [
  'AnnotationProfile',
  'AssessmentProfile',
  'AssignableProfile',
  'FeedbackProfile',
  'ForumProfile',
  'GeneralProfile',
  'GradingProfile',
  'MediaProfile',
  'ReadingProfile',
  'ResourceManagementProfile',
  'SearchProfile',
  'SessionProfile',
  'SurveyProfile',
  'ToolLaunchProfile',
  'ToolUseProfile',
] as const;

/** Values of `identifierType` in the entries of `otherIdentifiers`. */
export const identifierTypes12 = [
  'AccountUserName',
  'CaseItemUri',
  'EmailAddress',
  'LisSourcedId',
  'LtiContextId',
  'LtiDeploymentId',
  'LtiPlatformId',
  'LtiToolId',
  'LtiUserId',
  'OneRosterSourcedId',
  'Other',
  'SisSourcedId',
  'SystemId',
] as const;

export type Profile12 = (typeof profiles12)[number];
export type IdentifierType12 = (typeof identifierTypes12)[number];
