// By its SIS id the demo finds again what an earlier start has made. Those of its people begin with it too.

export const demoSisId = 'quizwire-demo';
