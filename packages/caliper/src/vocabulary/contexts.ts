// The IRIs that name a version of the Caliper context. They are compared as exact strings and never fetched.

/** Caliper 1.1: the `@context` of an event or entity, and the `dataVersion` of an envelope. */
export const caliperContext = 'http://purl.imsglobal.org/ctx/caliper/v1p1';

/** Caliper 1.2, likewise. This package builds 1.1 and knows 1.2. */
export const caliper12Context = 'http://purl.imsglobal.org/ctx/caliper/v1p2';

/** What a profile that was added to 1.1 later puts before {@link caliperContext} in an array of contexts. */
export const extensionContexts = [
  'http://purl.imsglobal.org/ctx/caliper/v1p1/FeedbackProfile-extension',
  'http://purl.imsglobal.org/ctx/caliper/v1p1/ResourceManagementProfile-extension',
  'http://purl.imsglobal.org/ctx/caliper/v1p1/SearchProfile-extension',
  'http://purl.imsglobal.org/ctx/caliper/v1p1/SurveyProfile-extension',
  'http://purl.imsglobal.org/ctx/caliper/v1p1/ToolLaunchProfile-extension',
  'http://purl.imsglobal.org/ctx/caliper/v1p1/ToolUseProfile-extension',
] as const;

export type CaliperContext = typeof caliperContext;

/** A context of somebody else's terms: its IRI, or the terms themselves. */
export type OtherContext = string | { readonly [term: string]: unknown };

/** `@context` of an item of `data`: the Caliper context, alone or behind other contexts. */
export type ItemContext = CaliperContext | readonly [...OtherContext[], CaliperContext];
