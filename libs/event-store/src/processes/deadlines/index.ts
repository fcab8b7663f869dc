export { DeadlineTimer } from './deadline-timer';
export { openProcesses, type OpenProcesses, type WaitingProcess } from './open-processes';
