// Ids of elements of the page that others point to.

export const cardId = (questionId: number): string => `taking-${questionId}`;
export const titleId = (questionId: number): string => `taking-${questionId}-title`;
export const textId = (questionId: number): string => `taking-${questionId}-text`;
export const questionsId = 'taking-questions';
export const listId = 'taking-list';
