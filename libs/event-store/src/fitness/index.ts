export { type Examination, examineServer } from './examine-server';
export { identifyServer } from './server';
export { refuseUnfit, verdictOn } from './fit-server';
