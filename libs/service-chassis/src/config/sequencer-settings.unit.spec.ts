import { describe, expect, it } from '@jest/globals';
import { sequencerOption, sequencerSettings } from './sequencer-settings';

const option = (environment: Readonly<Record<string, string>>) =>
  sequencerOption(sequencerSettings.parse(environment));

describe('the sequencer in the environment', () => {
  it('is there when its host is named, at any port or a given one', () => {
    expect(option({})).toEqual({});
    expect(option({ SEQUENCER_PORT: '4100' })).toEqual({});
    expect(option({ SEQUENCER_HOST: '10.0.0.7' })).toEqual({ sequencer: { host: '10.0.0.7', port: 0 } });
    expect(option({ SEQUENCER_HOST: '10.0.0.7', SEQUENCER_PORT: '4100' })).toEqual({
      sequencer: { host: '10.0.0.7', port: 4_100 },
    });
  });

  it.each(['65536', '-1', 'x', ''])('has no port %j', (port) => {
    expect(sequencerSettings.safeParse({ SEQUENCER_PORT: port }).success).toBe(false);
  });
});
