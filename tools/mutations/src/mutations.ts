import { deciding } from './mutations/deciding';
import { delivering } from './mutations/delivering';
import { judging } from './mutations/judging';
import { storing } from './mutations/storing';
import type { Mutation } from './mutation';

/** Every mutation that the conformance suite has to notice. */
export const MUTATIONS: readonly Mutation[] = [...judging, ...delivering, ...deciding, ...storing];
