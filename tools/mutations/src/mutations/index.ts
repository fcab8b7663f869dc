import type { Mutation } from '../mutation';
import { deciding } from './deciding';
import { inserting } from './inserting';
import { judging } from './judging';
import { storing } from './storing';

/** Every mutation that the conformance suite has to notice. */
export const MUTATIONS: readonly Mutation[] = [...judging, ...inserting, ...deciding, ...storing];
