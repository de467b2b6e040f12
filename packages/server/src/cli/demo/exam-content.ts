// The exam that is under way while the demo runs, as an author sends it over the API.

export const exam = {
  title: 'Microscopy practical',
  description:
    '<p>You have a microscope, a slide of onion skin and a bottle of iodine in front of you. Answer as you work; you can come ' +
    'back to every question.</p>',
  quiz_type: 'assignment',
  time_limit: 75,
  allowed_attempts: -1,
  scoring_policy: 'keep_latest',
};

const right = { answer_weight: 100 };
const wrong = { answer_weight: 0 };

export const examQuestions = [
  {
    question_name: 'Carrying it',
    question_type: 'multiple_choice_question',
    question_text: '<p>How do you carry a microscope to your place?</p>',
    points_possible: 1,
    answers: [
      { answer_text: 'With one hand under the base and one at the arm', ...right },
      { answer_text: 'At the eyepiece', ...wrong },
      { answer_text: 'At the stage', ...wrong },
    ],
  },
  {
    question_name: 'First objective',
    question_type: 'true_false_question',
    question_text: '<p>One always begins with the objective of the lowest power.</p>',
    points_possible: 1,
    answers: [
      { answer_text: 'True', ...right },
      { answer_text: 'False', ...wrong },
    ],
  },
  {
    question_name: 'Total magnification',
    question_type: 'numerical_question',
    question_text:
      '<p>The eyepiece says 10×, the objective 40×. How many times larger does the slide look?</p>',
    points_possible: 2,
    answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 400, answer_error_margin: 0 }],
  },
  {
    question_name: 'Parts',
    question_type: 'matching_question',
    question_text: '<p>Match each part with what it is for.</p>',
    points_possible: 4,
    matching_answer_incorrect_matches: 'Cools the lamp',
    answers: [
      { answer_match_left: 'Stage', answer_match_right: 'Holds the slide' },
      { answer_match_left: 'Diaphragm', answer_match_right: 'Lets more or less light through' },
      { answer_match_left: 'Coarse focus', answer_match_right: 'Moves the stage quickly' },
      { answer_match_left: 'Objective', answer_match_right: 'Makes the first image' },
    ],
  },
  {
    question_name: 'The part you turn',
    question_type: 'short_answer_question',
    question_text: '<p>Which part do you turn to go to a higher power? One word.</p>',
    points_possible: 1,
    answers: [
      { answer_text: 'nosepiece', ...right },
      { answer_text: 'turret', ...right },
    ],
  },
  {
    question_name: 'Seen at 400',
    question_type: 'multiple_answers_question',
    question_text: '<p>Which of these can you see on your slide at 400 times?</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'Cell walls', ...right },
      { answer_text: 'Nuclei', ...right },
      { answer_text: 'Ribosomes', ...wrong },
      { answer_text: 'DNA', ...wrong },
    ],
  },
  {
    question_name: 'A stain',
    question_type: 'fill_in_multiple_blanks_question',
    question_text: '<p>We use [stain] because without it the [part] can hardly be seen.</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'iodine', ...right, blank_id: 'stain' },
      { answer_text: 'nucleus', ...right, blank_id: 'part' },
      { answer_text: 'nuclei', ...right, blank_id: 'part' },
    ],
  },
  {
    question_name: 'What you saw',
    question_type: 'essay_question',
    question_text: '<p>Describe what you saw on your slide at 100 and at 400 times.</p>',
    points_possible: 6,
  },
];
