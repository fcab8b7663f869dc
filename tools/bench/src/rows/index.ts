import type { Row } from '../harness/row';
import { append32, append500, appendOne, appendTen } from './append';
import { appendConditional } from './append-conditional';
import { appendProcesses, appendSequenced } from './append-processes';
import { decideContended, decideKeyed } from './decide';
import { growth } from './growth';
import { httpDeposits, httpMetrics } from './http-deposits';
import { httpReads } from './http-reads';
import { memory } from './memory';
import { noticesBacklog } from './notices';
import { operator } from './operator';
import { projectionCatchUp } from './projection';
import { projectionFolding } from './projection-folding';
import { readAccount, readLog } from './read';
import { readHot } from './read-hot';
import { selectiveCatchUp } from './selective';
import { statementPage } from './statement';
import { timeTravel } from './time-travel';
import { visibility } from './visibility';

/** Every row of the table, in its order. */
export const ROWS: readonly Row[] = [
  ...[appendOne, append32, append500, appendConditional, appendTen],
  ...[decideContended, decideKeyed, appendProcesses, appendSequenced],
  ...[
    readLog,
    readAccount,
    readHot,
    timeTravel,
    projectionCatchUp,
    selectiveCatchUp,
    projectionFolding,
    noticesBacklog,
  ],
  ...[httpDeposits, httpMetrics, httpReads, statementPage, visibility, growth, operator, memory],
];
