export { pageProblem } from './page-problem';
export { RequestFormGuard } from './request-form.guard';
