export { checkName, Claims } from './claims';
export { callerOf, declaredAt, placeOf } from './place';
export { userCodeFailed } from './user-code-failed';
