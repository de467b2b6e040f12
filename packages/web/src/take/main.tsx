// The page on which a student takes a quiz.

import { createRoot } from 'react-dom/client';

const place = document.getElementById('page');
if (place !== null) createRoot(place).render(<main>…</main>);
