export { installAdmission } from './install-admission';
export { Lanes } from './lanes';
export { originProblem } from './origin-problem';
