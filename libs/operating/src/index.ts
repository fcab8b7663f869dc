/** Looks at logs as an operator does: what `es` and the console have in common. */
export { catalogueOf, type CataloguedType } from './catalogue';
export { commitHolding, type Found, type NamedLog } from './correlated';
export { explainCommit } from './explain';
export { commitView, eventView, foundView } from './event-view';
export { type Change, type Step, timeline } from './timeline';
