// How people go about a quiz: many ways, all of them with an everyday reason, which the log cannot know.

import type { Walk } from './walk.ts';

export type Behaviour = (walk: Walk) => void;

const secondsOfHour = 3_600;

/** One question after the other; `between` happens after each. */
function through(walk: Walk, between: (index: number) => void = () => {}): void {
  walk.wait(5, 15);
  for (const [index, question] of walk.questions.entries()) {
    walk.solve(question);
    walk.wait(2, 8);
    between(index);
  }
}

/** Reads everything again, and changes one thing or another. */
function check(walk: Walk, share: number): void {
  walk.wait(20, 60);
  for (const question of walk.questions) if (walk.lots.chance(share)) walk.solve(question, true);
}

export const behaviours = {
  steady(walk) {
    through(walk, () => walk.lots.chance(0.07) && walk.away(1, 9, false));
    if (walk.lots.chance(0.5)) check(walk, 0.1);
    walk.handIn();
  },
  steadyWithDrawing(walk) {
    through(walk);
    walk.upload();
    walk.handIn();
  },
  /** A look at the notes every now and then: a sheet of them is allowed. */
  looksThingsUp(walk) {
    through(walk, (index) => index % 4 === 2 && walk.away(6, 25, index % 8 === 2));
    walk.handIn();
  },
  jumpsAround(walk) {
    walk.wait(5, 15);
    for (const question of walk.questions) walk.view(question);
    const order = walk.lots.shuffled(walk.questions);
    for (const [index, question] of order.entries()) {
      if (index % 4 === 1) walk.flag(question, true);
      walk.wait(3, 9);
      walk.solve(question);
    }
    for (const [index, question] of order.entries()) if (index % 4 === 1) walk.flag(question, false);
    check(walk, 0.15);
    walk.handIn();
  },
  /** The doorbell, a fire alarm, a crying child. */
  longBreak(walk) {
    through(walk, (index) => index === 5 && walk.away(380, 460, true));
    walk.handIn();
  },
  phoneInATunnel(walk) {
    walk.tempo *= 1.1;
    const meanwhile = walk.questions.slice(4, 7);
    walk.wait(5, 15);
    for (const question of walk.questions.slice(0, 4)) walk.solve(question);
    walk.offline(90, 200, () => {
      for (const question of meanwhile) walk.solve(question);
    });
    walk.act({ kind: 'move' });
    walk.wait(2, 6);
    walk.away(4, 9, true);
    for (const question of walk.questions.slice(7)) walk.solve(question);
    walk.handIn();
  },
  /** The network of a large hall: it comes and goes. */
  shakyNetwork(walk) {
    through(walk, (index) => index % 3 === 1 && walk.offline(8, 30, () => walk.wait(5, 10)));
    walk.handIn();
  },
  /** The drawing is on the phone, so that is where it is uploaded. */
  twoDevices(walk) {
    through(walk, (index) => {
      if (index !== Math.floor(walk.questions.length * 0.75)) return;
      walk.act({ kind: 'blur', isHidden: false });
      walk.open('phone', false);
      walk.upload();
      walk.open('laptop', true);
    });
    walk.handIn();
  },
  severalTabs(walk) {
    through(walk, (index) => {
      if (index !== 2 && index !== 6) return;
      walk.act({ kind: 'blur', isHidden: true });
      walk.open('here', false);
    });
    walk.handIn();
  },
  /** A page that does not look right is loaded again. */
  reloads(walk) {
    through(walk, (index) => index % 3 === 2 && walk.open('here', true));
    walk.handIn();
  },
  /** The clock is set right by the system in the middle of it. */
  clockSetRight(walk) {
    through(walk, (index) => index === 6 && walk.act({ kind: 'clock', byMs: -37 * 60_000 }));
    walk.handIn();
  },
  /** A screen reader's windows take the focus for moments. */
  assistiveTechnology(walk) {
    walk.tempo *= 1.25;
    through(walk, (index) => {
      for (let count = 0; count < 2 + (index % 3); count++) {
        walk.away(0.2, 0.9, false);
        walk.wait(1, 6);
      }
    });
    walk.handIn();
  },
  /** Every notification of the system takes the focus from the page. */
  notifications(walk) {
    through(walk, (index) => index % 2 === 0 && walk.away(0.4, 2.5, false));
    walk.handIn();
  },
  /** The page hands in when the time is up. */
  runsOutOfTime(walk) {
    walk.tempo *= 2;
    through(walk);
    walk.wait(secondsOfHour, secondsOfHour);
    walk.handIn();
  },
  /** The battery is empty: the server closes what was left. */
  laptopGoesOut(walk) {
    const last = Math.floor(walk.questions.length * 0.7);
    through(walk, (index) => index === last && walk.act({ kind: 'walk_away' }));
  },
  handsInEarly(walk) {
    walk.tempo *= 0.5;
    walk.wait(4, 8);
    for (const question of walk.questions) {
      if (question.question_type !== 'essay_question') walk.solve(question);
    }
    walk.handIn();
  },
  changesManyAnswers(walk) {
    through(walk, (index) => {
      const before = walk.questions[Math.max(0, index - 2)];
      if (before !== undefined && index % 2 === 0) walk.solve(before);
    });
    check(walk, 0.6);
    walk.handIn();
  },
  /** Uses more time than the others have. */
  takesExtraTime(walk) {
    walk.tempo *= 1.9;
    through(walk);
    walk.upload();
    check(walk, 0.4);
    walk.handIn();
  },
  /** Works at a microscope beside the page: an answer now and then, all of them looked at again, for most of an hour. */
  worksAtABench(walk) {
    const endMs = walk.lots.between(34, 58) * 60_000;
    const left = walk.lots.chance(0.3) ? walk.lots.shuffled(walk.questions) : [...walk.questions];
    const flagged = new Set<(typeof left)[number]>();
    walk.wait(5, 25);
    while (walk.atMs < endMs) {
      const lot = walk.lots.next();
      const question = (lot < 0.4 ? left.shift() : undefined) ?? walk.lots.pick(walk.questions);
      if (lot < 0.6) walk.solve(question);
      else if (lot < 0.75) {
        walk.flag(question, !flagged.has(question));
        if (!flagged.delete(question)) flagged.add(question);
      } else if (lot < 0.9) walk.away(2, 40, lot < 0.8);
      else if (lot < 0.92) walk.open('here', true);
      walk.wait(6, 40);
    }
    for (const question of left) walk.solve(question);
    walk.handIn();
  },
  /** Writes the essay elsewhere, where the spelling is checked, and brings it over. */
  pastesAnEssay(walk) {
    walk.wait(5, 15);
    for (const question of walk.questions) {
      if (question.question_type === 'essay_question') {
        walk.view(question);
        walk.away(150, 240, true);
        const eventData = { questionId: String(question.id), length: walk.lots.between(280, 420) };
        walk.act({ kind: 'record', eventType: 'content_pasted', eventData });
        walk.wait(1, 2);
        walk.act({ kind: 'answer', question: question.id, isRight: true, share: 1, variant: 1 });
      } else walk.solve(question);
    }
    walk.handIn();
  },
  fullScreen(walk) {
    walk.wait(3, 6);
    walk.act({ kind: 'record', eventType: 'fullscreen_entered', eventData: null });
    through(walk);
    walk.act({ kind: 'record', eventType: 'fullscreen_left', eventData: null });
    walk.handIn();
  },
} satisfies Record<string, Behaviour>;
