// What people of the demo write in their essays, by the name of the question.

interface Essays {
  good: readonly string[];
  short: readonly string[];
}

export const essays: Readonly<Record<string, Essays>> = {
  'A pea plant': {
    good: [
      'Tall must be dominant over short, because two tall plants can have a short one among their offspring. Both parents carry one allele for tall and one for short, Tt. In the Punnett square TT, Tt, Tt and tt come out equally often, so one in four is tt and short.',
      'Each parent has a hidden allele for short. A short plant needs two of them, one from each side, so neither parent can be TT. If both are Tt the chance is one half times one half, that is one quarter. This is what Mendel counted too, three to one.',
      'The short form is recessive. Parents: Tt and Tt. List of the square: TT tall, Tt tall, tT tall, tt short. Three tall to one short, and two of the three tall ones carry the allele for short without showing it.',
      'If one parent were TT, all offspring would get a T and be tall. Since some are short, both must be heterozygous. Each passes on t in half of its egg cells or pollen, and only where two t meet is the plant short, in a quarter of all.',
      'I think the gene for height has two versions. The tall one covers the short one. The parents look tall but each of them has both versions. When both pass on the short version the plant is short, which happens one time in four.',
    ],
    short: [
      'Both plants have a gene for short that you do not see. Sometimes it comes out.',
      'Because of mutation, one of the four plants lost the gene for tall.',
      'The short plant takes after its grandparents. The parents are TT and tt.',
      'One in four is what Mendel found, so the parents must be mixed. I ran out of time for the square.',
    ],
  },
  'What you saw': {
    good: [
      'At low power the onion skin looked like a brick wall. At 400 times I could see a nucleus in most cells, at the edge of each, and the cell wall as a double line. After the iodine the nuclei were yellow brown. I saw no chloroplasts, since the bulb grows in the dark.',
      'The cells of the onion are long and lie in rows without gaps. Each has a wall and a nucleus; the large vacuole pushes the cytoplasm to the side. I could not see mitochondria, they are too small for our microscopes.',
    ],
    short: [
      'Cells in rows. They had a nucleus after we put iodine on it.',
      'Mostly air bubbles, I have to do it again.',
    ],
  },
};
