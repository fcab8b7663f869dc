/** What a service knows of its traces: nothing, but that they are to be sent before it ends. */
export { flushTraces } from './flush';
