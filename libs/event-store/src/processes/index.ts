export {
  type DueProcess,
  type Process,
  type ProcessManager,
  processManager,
  type StepOptions,
} from './process-manager';
export { openProcessManager } from './open-process-manager';
export { ProcessRunner, type ProcessStatus } from './process-runner';
