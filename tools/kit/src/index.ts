/** What every tool of this workspace has: command line, errors, processes, progress, HTTP, a proxy. */
export { ToolError, isToolError } from './tool-error';
export { integer, list, path, runTool, text, tool } from './command-line';
export { stopSignal, untilAborted } from './stop-signal';
export { Child, describeExit, endWithThisProcess, onOrder } from './child';
export type { ProcessExit } from './child';
export { startTcpProxy } from './tcp-proxy';
export type { TcpProxy } from './tcp-proxy';
export { ServiceClient } from './http/service-client';
export type { FailedTry, ServiceRequest } from './http/service-client';
export { signedToken, toolToken } from './http/tool-token';
export { expectAnswer } from './http/expect-answer';
export type { Answer } from './http/expect-answer';
export { failureReason } from './http/failure-reason';
export { startProgress } from './progress';
export { inTemporaryFolder } from './temporary-folder';
export { atConstantRate } from './constant-rate';
export { textTable } from './text-table';
export { count, counted } from './words';
