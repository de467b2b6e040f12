// Roles and states of enrollments in words. Pure.

export interface Enrollment {
  id: number;
  user_id: number;
  course_id: number;
  type: string;
  enrollment_state: string;
  created_at: string;
  user?: { name: string; sortable_name: string; login_id?: string | null };
}

export const roleNames: Readonly<Record<string, string>> = {
  StudentEnrollment: 'Student',
  TeacherEnrollment: 'Teacher',
  TaEnrollment: 'Teaching assistant',
  DesignerEnrollment: 'Designer',
  ObserverEnrollment: 'Observer',
};

const stateNames: Readonly<Record<string, string>> = {
  active: 'Active',
  invited: 'Invited',
  creation_pending: 'Pending',
  completed: 'Concluded',
  inactive: 'Switched off',
  rejected: 'Declined',
  deleted: 'Deleted',
};

/** What is not known is said as the API says it. */
export const roleText = (type: string): string => roleNames[type] ?? type;
export const enrollmentStateText = (state: string): string => stateNames[state] ?? state;
