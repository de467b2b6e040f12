// The roles a member may have, from the LIS vocabulary that Caliper borrows. Terms only, as they go on the wire.

/** The core roles, and the sub-roles of each; on the wire a sub-role is `Core#Sub` and should come with its core role. */
export const subRoles = {
  Administrator: [
    'Administrator',
    'Developer',
    'ExternalDeveloper',
    'ExternalSupport',
    'ExternalSystemAdministrator',
    'Support',
    'SystemAdministrator',
  ],
  ContentDeveloper: ['ContentDeveloper', 'ContentExpert', 'ExternalContentExpert', 'Librarian'],
  Instructor: [
    'ExternalInstructor',
    'Grader',
    'GuestInstructor',
    'Instructor',
    'Lecturer',
    'PrimaryInstructor',
    'SecondaryInstructor',
    'TeachingAssistant',
    'TeachingAssistantGroup',
    'TeachingAssistantOffering',
    'TeachingAssistantSection',
    'TeachingAssistantTemplate',
  ],
  Learner: ['ExternalLearner', 'GuestLearner', 'Learner', 'NonCreditLearner'],
  Manager: ['AreaManager', 'CourseCoordinator', 'ExternalObserver', 'Manager', 'Observer'],
  Member: ['Member'],
  Mentor: [
    'Advisor',
    'Auditor',
    'ExternalAdvisor',
    'ExternalAuditor',
    'ExternalLearningFacilitator',
    'ExternalMentor',
    'ExternalReviewer',
    'ExternalTutor',
    'LearningFacilitator',
    'Mentor',
    'Reviewer',
    'Tutor',
  ],
  Officer: ['Chair', 'Secretary', 'Treasurer', 'Vice-Chair'],
} as const;

export type CoreRole = keyof typeof subRoles;

/** A core role (`Learner`) or a sub-role with its core role before it (`Instructor#Grader`). */
export type Role = CoreRole | { [Core in CoreRole]: `${Core}#${(typeof subRoles)[Core][number]}` }[CoreRole];

/** Every role term, a core role before its sub-roles. */
export const roles = Object.entries(subRoles).flatMap(([core, subs]) => [
  core,
  ...subs.map((sub) => `${core}#${sub}`),
]) as readonly Role[];
