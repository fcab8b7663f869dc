export { amountText, formatAmount, parseAmount } from './amount';
export { currency, DEFAULT_CURRENCY, minorDigits, recordedCurrency, type Currency } from './currency';
export { add, compare, isLessThan, isZero, money, negate, subtract, zero, type Money } from './money';
