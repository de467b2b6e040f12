// The GraphQL schema, in its own language: Canvas's names and types for the part of it that Quizwire has. What each
// field's value is, is in the fields-… files.

export const schemaText = `
scalar DateTime
scalar URL

interface Node { id: ID! }

type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}

enum NodeType {
  Account Assignment AssignmentGroup Course Enrollment Progress Quiz Section Submission User
}

type Query {
  "A record by its id"
  node(id: ID!): Node
  "A record by its type and plain id"
  legacyNode(_id: ID!, type: NodeType!): Node
  account(id: ID, sisId: String): Account
  assignment(id: ID, sisId: String): Assignment
  assignmentGroup(id: ID): AssignmentGroup
  course(id: ID, sisId: String): Course
  submission(id: ID, assignmentId: ID, userId: ID): Submission
  user(id: ID!): User
}

type Account implements Node {
  id: ID!
  _id: ID!
  name: String
  workflowState: String!
  "For its admins"
  sisId: String
}

enum CourseWorkflowState { created claimed available completed deleted }

type Course implements Node {
  id: ID!
  _id: ID!
  name: String!
  courseCode: String
  state: CourseWorkflowState!
  sisId: String
  createdAt: DateTime
  updatedAt: DateTime
  applyGroupWeights: Boolean
  account: Account
  "For graders"
  postPolicy: PostPolicy
  assignmentGroups: [AssignmentGroup!]
  assignmentGroupsConnection(first: Int, after: String): AssignmentGroupConnection
  assignmentsConnection(filter: AssignmentFilter, first: Int, after: String): AssignmentConnection!
  enrollmentsConnection(filter: EnrollmentFilterInput, first: Int, after: String): EnrollmentConnection
  sectionsConnection(first: Int, after: String): SectionConnection
  submissionsConnection(
    studentIds: [ID!]
    filter: SubmissionFilterInput
    orderBy: [SubmissionOrderCriteria!]
    first: Int
    after: String
  ): SubmissionConnection
  usersConnection(userIds: [ID!], filter: CourseUsersFilter, first: Int, after: String): UserConnection
}

type PostPolicy implements Node {
  id: ID!
  _id: ID!
  postManually: Boolean!
  "Null for that of a course"
  assignment: Assignment
  course: Course!
}

type Section implements Node {
  id: ID!
  _id: ID!
  name: String!
  sisId: String
  createdAt: DateTime
  updatedAt: DateTime
}
type SectionConnection { nodes: [Section] edges: [SectionEdge] pageInfo: PageInfo! }
type SectionEdge { cursor: String! node: Section }

type User implements Node {
  id: ID!
  _id: ID!
  name: String
  shortName: String
  sortableName: String
  firstName: String
  lastName: String
  "Null for whom it is not"
  email: String
  "Null for whom it is not"
  loginId: String
  "Null for whom it is not"
  sisId: String
  avatarUrl: URL
  "Those that the caller sees"
  enrollments(courseId: ID): [Enrollment!]!
}
type UserConnection { nodes: [User] edges: [UserEdge] pageInfo: PageInfo! }
type UserEdge { cursor: String! node: User }

enum EnrollmentType { StudentEnrollment TeacherEnrollment TaEnrollment ObserverEnrollment DesignerEnrollment StudentViewEnrollment }
enum EnrollmentWorkflowState { invited creation_pending active deleted rejected completed inactive }

input EnrollmentFilterInput {
  associatedUserIds: [ID!]
  states: [EnrollmentWorkflowState!]
  types: [EnrollmentType!]
  userIds: [ID!]
}

input CourseUsersFilter {
  enrollmentStates: [EnrollmentWorkflowState!]
  enrollmentTypes: [EnrollmentType!]
  searchTerm: String
  userIds: [ID!]
}

type Enrollment implements Node {
  id: ID!
  _id: ID!
  type: EnrollmentType!
  state: EnrollmentWorkflowState!
  enrollmentState: EnrollmentWorkflowState!
  userId: ID
  user: User
  course: Course
  courseSectionId: ID
  section: Section
  associatedUser: User
  limitPrivilegesToCourseSection: Boolean
  startAt: DateTime
  endAt: DateTime
  createdAt: DateTime
  updatedAt: DateTime
  htmlUrl: URL
  "Of students; null for whom they are not, and for any grading period: there are none"
  grades(gradingPeriodId: ID): Grades
}
type EnrollmentConnection { nodes: [Enrollment] edges: [EnrollmentEdge] pageInfo: PageInfo! }
type EnrollmentEdge { cursor: String! node: Enrollment }

"For graders what is computed, and the override beside it; for students what holds"
type Grades {
  currentScore: Float
  currentGrade: String
  finalScore: Float
  finalGrade: String
  unpostedCurrentScore: Float
  unpostedCurrentGrade: String
  unpostedFinalScore: Float
  unpostedFinalGrade: String
  overrideScore: Float
  overrideGrade: String
  htmlUrl: URL
}
`;
