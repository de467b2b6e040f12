// The live events about subscriptions themselves: for those who run the server, so no tool gets them, and none goes to the
// subscription that it speaks of.

/** A target has failed for long, and is still tried; the server has disabled the subscription. */
export const targetEventNames = ['quizwire.target_failing', 'quizwire.target_disabled'] as const;

/** What is sent to see whether a target takes anything. It is on no feed. */
export const testEventName = 'quizwire.test';
