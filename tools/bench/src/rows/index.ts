import type { Row } from '../harness/row';
import { append32, append500 } from './append-concurrent';
import { appendConditional } from './append-conditional';
import { appendOne } from './append-one';
import { appendTen } from './append-ten';

/** Every row of the table, in its order. */
export const ROWS: readonly Row[] = [appendOne, append32, append500, appendConditional, appendTen];
