export { type Diagnostics, onDiagnostics, tell } from './channels';
export { failureOf } from './outcome';
