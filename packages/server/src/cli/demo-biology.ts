// A quiz to click through on the pages of the demo: one question of each of the twelve types, about the biology of a first
// semester. As an author sends it over the API.

export const biologyQuiz = {
  title: 'Cells, genes and inheritance',
  description:
    '<p>This quiz covers the first three weeks: the cell and its parts, what genes are, and how traits are passed on.</p>' +
    '<p>Work alone. You may use a calculator and one handwritten page of notes. Partial answers earn partial points where a ' +
    'question has several parts.</p>',
  quiz_type: 'assignment',
  time_limit: 30,
  allowed_attempts: -1,
  scoring_policy: 'keep_highest',
  shuffle_answers: true,
  show_correct_answers: true,
};

const right = { answer_weight: 100 };
const wrong = { answer_weight: 0 };

export const biologyQuestions = [
  {
    question_name: 'Before you begin',
    question_type: 'text_only_question',
    question_text:
      '<p><strong>Part 1: the cell.</strong> A eukaryotic cell divides its work among organelles. Questions 1 to 5 are about ' +
      'what each of them does; the others are about genes.</p>',
    points_possible: 0,
  },
  {
    question_name: 'Energy',
    question_type: 'multiple_choice_question',
    question_text: '<p>In which part of an animal cell is most of its ATP made?</p>',
    points_possible: 2,
    correct_comments: 'Yes: along the inner membrane of the mitochondrion.',
    incorrect_comments: 'Look again at where the electron transport chain is.',
    answers: [
      { answer_text: 'In the mitochondria', ...right },
      { answer_text: 'In the nucleus', ...wrong, answer_comments: 'The nucleus keeps the DNA.' },
      { answer_text: 'In the Golgi apparatus', ...wrong, answer_comments: 'It packs and sends proteins.' },
      { answer_text: 'In the lysosomes', ...wrong, answer_comments: 'They break material down.' },
    ],
  },
  {
    question_name: 'Plant cells',
    question_type: 'true_false_question',
    question_text: '<p>Plant cells have chloroplasts <em>instead of</em> mitochondria.</p>',
    points_possible: 1,
    neutral_comments: 'Plant cells have both: chloroplasts make sugar, and mitochondria burn it.',
    answers: [
      { answer_text: 'True', ...wrong },
      { answer_text: 'False', ...right },
    ],
  },
  {
    question_name: 'Membranes',
    question_type: 'multiple_answers_question',
    question_text: '<p>Which of these are enclosed by <strong>two</strong> membranes?</p>',
    points_possible: 3,
    answers: [
      { answer_text: 'Nucleus', ...right },
      { answer_text: 'Mitochondrion', ...right },
      { answer_text: 'Chloroplast', ...right },
      { answer_text: 'Ribosome', ...wrong },
      { answer_text: 'Lysosome', ...wrong },
    ],
  },
  {
    question_name: 'Diffusion of water',
    question_type: 'short_answer_question',
    question_text:
      '<p>What is the movement of water through a membrane that lets water pass, but not what is dissolved in it, called? ' +
      'One word.</p>',
    points_possible: 1,
    answers: [
      { answer_text: 'osmosis', ...right },
      { answer_text: 'osmose', ...right },
    ],
  },
  {
    question_name: 'Organelles',
    question_type: 'matching_question',
    question_text: '<p>Match each part of the cell with its work.</p>',
    points_possible: 4,
    matching_answer_incorrect_matches: 'Stores starch\nMoves the cell',
    answers: [
      { answer_match_left: 'Ribosome', answer_match_right: 'Builds proteins' },
      { answer_match_left: 'Golgi apparatus', answer_match_right: 'Sorts and ships proteins' },
      { answer_match_left: 'Lysosome', answer_match_right: 'Digests worn-out parts' },
      { answer_match_left: 'Cell membrane', answer_match_right: 'Decides what comes in' },
    ],
  },
  {
    question_name: 'From gene to protein',
    question_type: 'fill_in_multiple_blanks_question',
    question_text:
      '<p>A gene is copied from DNA into [copy], a step called [step]. A ribosome then reads it, three bases at a time.</p>',
    points_possible: 2,
    answers: [
      { answer_text: 'mRNA', ...right, blank_id: 'copy' },
      { answer_text: 'messenger RNA', ...right, blank_id: 'copy' },
      { answer_text: 'RNA', ...right, blank_id: 'copy' },
      { answer_text: 'transcription', ...right, blank_id: 'step' },
    ],
  },
  {
    question_name: 'Divisions',
    question_type: 'multiple_dropdowns_question',
    question_text:
      '<p>Skin cells multiply by [skin] and keep [count] set of chromosomes from each parent. Egg and sperm cells arise by ' +
      '[germ].</p>',
    points_possible: 3,
    answers: [
      { answer_text: 'mitosis', ...right, blank_id: 'skin' },
      { answer_text: 'meiosis', ...wrong, blank_id: 'skin' },
      { answer_text: 'one complete', ...right, blank_id: 'count' },
      { answer_text: 'half a', ...wrong, blank_id: 'count' },
      { answer_text: 'no', ...wrong, blank_id: 'count' },
      { answer_text: 'mitosis', ...wrong, blank_id: 'germ' },
      { answer_text: 'meiosis', ...right, blank_id: 'germ' },
    ],
  },
  {
    question_name: 'Chromosomes',
    question_type: 'numerical_question',
    question_text: '<p>How many chromosomes does a human egg cell have?</p>',
    points_possible: 1,
    answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 23, answer_error_margin: 0 }],
  },
  {
    question_name: 'Growth of a culture',
    question_type: 'calculated_question',
    question_text:
      '<p>A culture begins with [n] bacteria, and each divides once every 20 minutes. How many are there after [h] hours, if ' +
      'none dies?</p>',
    points_possible: 3,
    variables: [
      { name: 'n', min: 2, max: 9, scale: 0 },
      { name: 'h', min: 1, max: 3, scale: 0 },
    ],
    formulas: ['n * 2 ^ (3 * h)'],
    answer_tolerance: '0',
    formula_decimal_places: 0,
    answers: [
      { n: 3, h: 1, total: 24 },
      { n: 5, h: 2, total: 320 },
      { n: 4, h: 2, total: 256 },
      { n: 7, h: 3, total: 3584 },
    ].map(({ n, h, total }) => ({
      ...right,
      answer_text: total,
      variables: [
        { name: 'n', value: n },
        { name: 'h', value: h },
      ],
    })),
  },
  {
    question_name: 'A pea plant',
    question_type: 'essay_question',
    question_text:
      '<p>Two tall pea plants are crossed, and one in four of their offspring is short. Explain how this can be, and what the ' +
      'genes of both parents must be. Three to five sentences; you may draw a Punnett square as a list.</p>',
    points_possible: 6,
    neutral_comments: 'Your teacher reads and grades this answer.',
  },
  {
    question_name: 'Your drawing',
    question_type: 'file_upload_question',
    question_text:
      '<p>Draw an animal cell with at least five labelled parts, on paper or on the screen, and upload a photo or a PDF.</p>',
    points_possible: 4,
  },
];
