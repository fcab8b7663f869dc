import { describe, expect, it } from '@jest/globals';
import { parcelSent } from './parcel.fixture';
import { declareEventTypes, type DeclaredEventType } from './index';

const declaring =
  (...types: readonly DeclaredEventType[]) =>
  () =>
    declareEventTypes(types);

describe('declaring event types', () => {
  it('takes types with an upcaster for every version before the present one', () => {
    expect(declaring(parcelSent[1])).not.toThrow();
    expect(declaring(parcelSent[3])).not.toThrow();
  });

  it('refuses a chain with a missing link, and names the link', () => {
    const { 2: last } = parcelSent[3].upcasts;
    expect(declaring({ ...parcelSent[3], upcasts: { 2: last } })).toThrow(
      expect.objectContaining({
        code: 'invalid-event-type',
        message: expect.stringContaining('there is no upcaster from version 1 to 2.'),
      }),
    );
  });

  it.each([0, 1.5, -1, Number.NaN])('refuses the version %p', (version) => {
    expect(declaring({ ...parcelSent[1], version })).toThrow(
      expect.objectContaining({ code: 'invalid-event-type' }),
    );
  });

  it('refuses an upcaster that leads beyond the present version', () => {
    expect(declaring({ ...parcelSent[2], upcasts: parcelSent[3].upcasts })).toThrow(
      'it has an upcaster from version 2, but is at version 2',
    );
  });

  it('refuses a type that is declared twice', () => {
    expect(declaring(parcelSent[1], parcelSent[2])).toThrow('it is declared twice');
  });
});
