import { assertCount, assertOneOf } from '../contract';
import { checkName } from '../names';
import type { Projection } from './projection';

/** Refuses by name what a projection could not work by. @throws EventStoreError `invalid-name`, `invalid-options` */
export const checkProjection = ({
  models,
  version,
  onError = 'stop',
  unknown = 'fail',
}: Pick<Projection, 'models' | 'version' | 'onError' | 'unknown'>): void => {
  for (const model of Object.keys(models)) checkName('read model', model);
  assertCount('version', version);
  assertOneOf('onError', onError, ['stop', 'set-aside-key']);
  assertOneOf('unknown', unknown, ['fail', 'skip']);
};
