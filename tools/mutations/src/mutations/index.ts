import type { Mutation } from '../mutation';
import { deciding } from './deciding';
import { delivering } from './delivering';
import { judging } from './judging';
import { storing } from './storing';

/** Every mutation that the conformance suite has to notice. */
export const MUTATIONS: readonly Mutation[] = [...judging, ...delivering, ...deciding, ...storing];
