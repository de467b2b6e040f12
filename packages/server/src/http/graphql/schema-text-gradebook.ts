// The gradebook's part of the GraphQL schema: assignments, submissions and everything that changes something.

export const gradebookSchemaText = `
enum AssignmentGroupState { available deleted }

type AssignmentGroup implements Node {
  id: ID!
  _id: ID!
  name: String
  groupWeight: Float
  position: Int
  state: AssignmentGroupState!
  rules: AssignmentGroupRules
  createdAt: DateTime
  updatedAt: DateTime
  assignmentsConnection(filter: AssignmentFilter, first: Int, after: String): AssignmentConnection!
}
type AssignmentGroupConnection { nodes: [AssignmentGroup] edges: [AssignmentGroupEdge] pageInfo: PageInfo! }
type AssignmentGroupEdge { cursor: String! node: AssignmentGroup }

type AssignmentGroupRules {
  dropLowest: Int
  dropHighest: Int
  neverDrop: [Assignment!]
}

enum AssignmentState { unpublished published deleted }
enum GradingType { points percent pass_fail letter_grade gpa_scale not_graded }
enum SubmissionType {
  ams attendance basic_lti_launch discussion_topic external_tool media_recording none not_graded on_paper online_quiz
  online_text_entry online_upload online_url student_annotation wiki_page
}

input AssignmentFilter {
  searchTerm: String
  submissionTypes: [SubmissionType!]
  "Without effect: there are no grading periods"
  gradingPeriodId: ID
}

type Assignment implements Node {
  id: ID!
  _id: ID!
  name: String
  "Null before it opens, for those who wait for it"
  description: String
  position: Int
  pointsPossible: Float
  gradingType: GradingType
  gradingStandardId: ID
  state: AssignmentState!
  published: Boolean
  submissionTypes: [SubmissionType!]
  dueAt: DateTime
  unlockAt: DateTime
  lockAt: DateTime
  createdAt: DateTime
  updatedAt: DateTime
  allowedAttempts: Int
  omitFromFinalGrade: Boolean
  onlyVisibleToOverrides: Boolean!
  anonymousGrading: Boolean
  postManually: Boolean
  "For graders"
  postPolicy: PostPolicy
  "For those who may change it"
  sisId: String
  htmlUrl: URL
  courseId: ID
  course: Course
  assignmentGroupId: ID
  assignmentGroup: AssignmentGroup
  quiz: Quiz
  submissionsConnection(filter: SubmissionSearchFilterInput, first: Int, after: String): SubmissionConnection
}
type AssignmentConnection { nodes: [Assignment] edges: [AssignmentEdge] pageInfo: PageInfo! }
type AssignmentEdge { cursor: String! node: Assignment }

type Quiz implements Node {
  id: ID!
  _id: ID!
  title: String
}

enum SubmissionState { submitted unsubmitted pending_review graded ungraded deleted }
enum LatePolicyStatusType { late missing extended none }
enum SubmissionOrderField { _id gradedAt }
enum OrderDirection { ascending descending }

input SubmissionOrderCriteria { field: SubmissionOrderField! direction: OrderDirection }

input SubmissionFilterInput {
  "Handed in, pending and graded ones unless said otherwise"
  states: [SubmissionState!]
  submittedSince: DateTime
  gradedSince: DateTime
}

input SubmissionSearchFilterInput {
  "Handed in, pending and graded ones unless said otherwise"
  states: [SubmissionState!]
  includeUnsubmitted: Boolean
  sectionIds: [ID!]
  userId: ID
}

type Submission implements Node {
  id: ID!
  _id: ID!
  "Null with the other grades when the grade is hidden from the caller"
  score: Float
  grade: String
  enteredScore: Float
  enteredGrade: String
  deductedPoints: Float
  gradeHidden: Boolean!
  excused: Boolean
  state: SubmissionState!
  attempt: Int!
  submissionType: SubmissionType
  submittedAt: DateTime
  gradedAt: DateTime
  postedAt: DateTime
  posted: Boolean!
  createdAt: DateTime
  updatedAt: DateTime
  late: Boolean
  missing: Boolean
  latePolicyStatus: LatePolicyStatusType
  gradeMatchesCurrentSubmission: Boolean
  body: String
  url: URL
  assignmentId: ID!
  assignment: Assignment
  userId: ID
  user: User
}
type SubmissionConnection { nodes: [Submission] edges: [SubmissionEdge] pageInfo: PageInfo! }
type SubmissionEdge { cursor: String! node: Submission }

enum ProgressState { queued running completed failed }

type Progress implements Node {
  id: ID!
  _id: ID!
  tag: String!
  state: ProgressState!
  completion: Int
  message: String
  createdAt: DateTime
  updatedAt: DateTime
}

"What was wrong with the input; null when nothing was"
type ValidationError { attribute: String message: String! }

type Mutation {
  hideAssignmentGrades(input: HideAssignmentGradesInput!): HideAssignmentGradesPayload
  hideAssignmentGradesForSections(input: HideAssignmentGradesForSectionsInput!): HideAssignmentGradesForSectionsPayload
  postAssignmentGrades(input: PostAssignmentGradesInput!): PostAssignmentGradesPayload
  postAssignmentGradesForSections(input: PostAssignmentGradesForSectionsInput!): PostAssignmentGradesForSectionsPayload
  setAssignmentPostPolicy(input: SetAssignmentPostPolicyInput!): SetAssignmentPostPolicyPayload
  setCoursePostPolicy(input: SetCoursePostPolicyInput!): SetCoursePostPolicyPayload
  setOverrideScore(input: SetOverrideScoreInput!): SetOverrideScorePayload
}

input HideAssignmentGradesInput {
  assignmentId: ID!
  sectionIds: [ID!]
  onlyStudentIds: [ID!]
  skipStudentIds: [ID!]
}
type HideAssignmentGradesPayload {
  assignment: Assignment
  progress: Progress
  sections: [Section!]
  errors: [ValidationError!]
}

input HideAssignmentGradesForSectionsInput { assignmentId: ID! sectionIds: [ID!]! }
type HideAssignmentGradesForSectionsPayload {
  assignment: Assignment
  progress: Progress
  sections: [Section!]
  errors: [ValidationError!]
}

input PostAssignmentGradesInput {
  assignmentId: ID!
  sectionIds: [ID!]
  onlyStudentIds: [ID!]
  skipStudentIds: [ID!]
  gradedOnly: Boolean
}
type PostAssignmentGradesPayload {
  assignment: Assignment
  progress: Progress
  sections: [Section!]
  errors: [ValidationError!]
}

input PostAssignmentGradesForSectionsInput { assignmentId: ID! sectionIds: [ID!]! gradedOnly: Boolean }
type PostAssignmentGradesForSectionsPayload {
  assignment: Assignment
  progress: Progress
  sections: [Section!]
  errors: [ValidationError!]
}

input SetAssignmentPostPolicyInput { assignmentId: ID! postManually: Boolean! }
type SetAssignmentPostPolicyPayload { postPolicy: PostPolicy errors: [ValidationError!] }

input SetCoursePostPolicyInput { courseId: ID! postManually: Boolean! }
type SetCoursePostPolicyPayload { postPolicy: PostPolicy errors: [ValidationError!] }

input SetOverrideScoreInput { enrollmentId: ID! gradingPeriodId: ID overrideScore: Float }
type SetOverrideScorePayload { grades: Grades errors: [ValidationError!] }
`;
