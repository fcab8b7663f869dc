import type { Row } from '../harness/row';
import { append32, append500, appendOne, appendTen } from './append';
import { appendConditional } from './append-conditional';
import { appendProcesses, appendSequenced } from './append-processes';
import { decideContended, decideKeyed } from './decide';
import { growth } from './growth';
import { httpDeposits, httpMetrics } from './http-deposits';
import { httpReads } from './http-reads';
import { memory } from './memory';
import { operator } from './operator';
import { projectionCatchUp } from './projection';
import { readAccount, readLog } from './read';
import { readHot } from './read-hot';
import { visibility } from './visibility';

/** Every row of the table, in its order. */
export const ROWS: readonly Row[] = [
  ...[appendOne, append32, append500, appendConditional, appendTen],
  ...[decideContended, decideKeyed, appendProcesses, appendSequenced],
  ...[readLog, readAccount, readHot, projectionCatchUp],
  ...[httpDeposits, httpMetrics, httpReads, visibility, growth, operator, memory],
];
