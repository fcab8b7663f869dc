import type { Row } from '../harness/row';
import { append32, append500 } from './append-concurrent';
import { appendConditional } from './append-conditional';
import { appendOne } from './append-one';
import { appendProcesses, appendSequenced } from './append-processes';
import { appendTen } from './append-ten';
import { bytesPerEvent } from './bytes';
import { constantRate } from './constant-rate';
import { cpuPhases } from './cpu-phases';
import { decideContended } from './decide-contended';
import { groupCommit } from './group-commit';
import { growth } from './growth';
import { httpDeposits } from './http-deposits';
import { httpReads } from './http-reads';
import { memory } from './memory';
import { projectionCatchUp } from './projection';
import { readAccount } from './read-account';
import { readHot } from './read-hot';
import { readLog } from './read-log';
import { visibility } from './visibility';

/** Every row of the table, in its order; then what is shown without a goal. */
export const ROWS: readonly Row[] = [
  appendOne,
  append32,
  append500,
  appendConditional,
  appendTen,
  decideContended,
  appendProcesses,
  appendSequenced,
  readLog,
  readAccount,
  readHot,
  projectionCatchUp,
  httpDeposits,
  httpReads,
  visibility,
  growth,
  memory,
  constantRate,
  groupCommit,
  cpuPhases,
  bytesPerEvent,
];
