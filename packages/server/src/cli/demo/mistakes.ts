// What is written by mistake, for each question of the demo that is answered in words or numbers; of blanks for each of them.

export const mistakes: Readonly<Record<string, readonly string[]>> = {
  'Diffusion of water': ['diffusion', 'active transport', 'capillarity'],
  'From gene to protein copy': ['tRNA', 'a protein', 'ribosomes'],
  'From gene to protein step': ['translation', 'replication'],
  Chromosomes: ['46', '22', '24'],
  'Total magnification': ['50', '44', '4000'],
  'The part you turn': ['condenser', 'stage', 'fine focus'],
  'A stain stain': ['eosin', 'ink'],
  'A stain part': ['the cell wall', 'starch'],
};
