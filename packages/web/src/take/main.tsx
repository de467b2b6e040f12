// The page on which a student takes a quiz.

import { createRoot } from 'react-dom/client';
import { quizPlace } from '../api/place.ts';
import { TakePage } from './take-page.tsx';
import './take.css';
import './questions.css';

const place = document.getElementById('page');
const isPreview = ['true', '1'].includes(new URLSearchParams(location.search).get('preview') ?? '');
const asked = /^#question-(\d+)$/.exec(location.hash)?.[1];

if (place !== null) {
  createRoot(place).render(
    <TakePage
      place={quizPlace()}
      isPreview={isPreview}
      questionId={asked === undefined ? null : Number(asked)}
    />,
  );
}
