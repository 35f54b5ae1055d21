export { problemId } from '../catalogue/problems.ts';
export { invalidRequest } from './invalid-request.ts';
export { type Problem, ProblemError, type Violation } from './problem.ts';
export { PROBLEM_CONTENT_TYPE, type ProblemDocument, problemWriter, type WriteProblem } from './problem-document.ts';
export { shortenMessage } from './shorten-message.ts';
