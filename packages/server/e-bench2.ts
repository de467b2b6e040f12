import { envelope } from '@quizwire/caliper';
import { forms } from './src/format/caliper/forms.ts';
import { toldBy } from './src/format/caliper/told.ts';
import { caliperTime } from './src/format/caliper/values.ts';
import { caliperMessage } from './src/format/caliper/caliper-message.ts';
const T = Date.parse('2026-09-01T09:00:00.123Z');
const metadata = JSON.stringify({"root_account_uuid":"VicYj3cu5BIFpoZhDVU4DZumnlBrWi1grgJEzADs","user_id":"10000000000042","context_role":"TeacherEnrollment","request_id":"1dd9dc6f-2fb0-4c19-a6c5-7ee1bf3ed295","session_id":"ef686f8ed684abf78cbfa1f6a58112b5","hostname":"oxana.instructure.com","http_method":"POST","event_time":"2026-09-01T09:00:00.123Z"});
const base: any = { id: 1, position: 1, uuid: 'c9ec7d52-9f3c-4b9e-8d0a-0d2f6f4b8a11', source: 'quizwire', eventTimeMs: T, courseId: 1, assignmentId: 2, userId: 3, metadata };
const started = { ...base, eventName: 'quiz_submitted', body: JSON.stringify({ submission_id: '10000000000070', quiz_id: '10000000000007' }), details: JSON.stringify({ quiz_submission_id: '10000000000070', quiz_id: '10000000000007', assignment_id: '10000000000002', course_id: '10000000000001', user_id: '10000000000042', attempt: 1, started_at: '2026-09-01T09:00:00.123Z', finished_at: '2026-09-01T09:20:00.123Z', quiz_title: 'Cells', points_possible: 10, score: 8, is_preview: false }) };
function rate(f: () => unknown) { for (let i=0;i<20000;i++) f(); let best=Infinity; for (let r=0;r<7;r++){const t=performance.now(); for (let i=0;i<20000;i++) f(); best=Math.min(best,(performance.now()-t)/20000*1000);} return best.toFixed(2); }
const B='https://quizwire.example.edu';
const told = toldBy(started, B); const form = forms.get('quiz_submitted')!; const data = form(told)!;
const env = envelope({ sensor: B, sendTime: caliperTime(T), data }); const text = JSON.stringify(env); const copy = JSON.parse(text);
console.log('told', rate(() => toldBy(started, B)), 'form', rate(() => form(told)), 'stringify built once', rate(() => JSON.stringify(env)), 'copy', rate(() => JSON.stringify(copy)), 'all', rate(() => caliperMessage(started, T, B)), text.length);
console.log('form+stringify', rate(() => JSON.stringify(form(told))));
