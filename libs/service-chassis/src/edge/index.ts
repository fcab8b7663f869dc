export { originProblem } from './origin-problem';
