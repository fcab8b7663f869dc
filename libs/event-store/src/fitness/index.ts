export { type Examination, examineServer } from './examine-server';
export { refuseUnfit, verdictOn } from './fit-server';
