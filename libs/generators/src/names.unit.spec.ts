import { describe, expect, it } from '@jest/globals';
import { nameOf, pluralOf } from './names';

describe('a name', () => {
  it.each(['purchase-order', 'purchaseOrder', 'PurchaseOrder', 'Purchase Order', 'purchase_order'])(
    'is read however its words are written: %s',
    (given) => {
      expect(nameOf('domain', given)).toEqual({
        kebab: 'purchase-order',
        camel: 'purchaseOrder',
        pascal: 'PurchaseOrder',
      });
    },
  );

  it.each(['', ' ', '1st', '@acme/order', 'órder', '../order', 'order;', 'a'.repeat(51)])(
    'is refused with what to do, when code could not be called so: "%s"',
    (given) => expect(() => nameOf('domain', given)).toThrow(/is no name for a domain\. Begin with a letter/),
  );

  it.each(['index', 'Health', 'recorded', 'decision'])(
    'is refused when what is made would have the name twice: %s',
    (given) => expect(() => nameOf('entity', given)).toThrow(/Add a word: my-/),
  );

  it.each([
    ['order', 'orders'],
    ['category', 'categories'],
    ['delivery-day', 'delivery-days'],
    ['box', 'boxes'],
    ['branch', 'branches'],
  ])('has a plural for paths: %s, %s', (one, several) =>
    expect(pluralOf(nameOf('entity', one))).toBe(several),
  );
});
