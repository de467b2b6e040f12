// The tree of entity types as the standard prints it, written out again: tests that read the package's own tree could not
// find it wrong.

const rows: readonly [string, string][] = [
  [
    'Entity',
    'Agent Annotation Attempt DigitalResource LearningObjective Membership Response Result Score Session',
  ],
  ['Agent', 'Organization Person SoftwareApplication'],
  ['Organization', 'CourseOffering Group'],
  ['CourseOffering', 'CourseSection'],
  [
    'DigitalResource',
    'AssignableDigitalResource DigitalResourceCollection Chapter Document Frame MediaLocation MediaObject Message Page WebPage',
  ],
  ['MediaObject', 'AudioObject ImageObject VideoObject'],
  ['AssignableDigitalResource', 'Assessment AssessmentItem'],
  ['DigitalResourceCollection', 'Assessment Forum Thread'],
  [
    'Response',
    'FillinBlankResponse MultipleChoiceResponse MultipleResponseResponse SelectTextResponse TrueFalseResponse',
  ],
  ['Session', 'LtiSession'],
  ['Annotation', 'BookmarkAnnotation HighlightAnnotation SharedAnnotation TagAnnotation'],
];

/** `type` and all its subtypes. */
export function withSubtypes(type: string): string[] {
  const below = rows.filter(([above]) => above === type).flatMap(([, types]) => types.split(' '));
  return [...new Set([type, ...below.flatMap(withSubtypes)])];
}
