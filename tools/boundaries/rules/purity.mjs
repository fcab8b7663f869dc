const message = 'The domain is pure: time, ids and chance enter with the command.';

const impureGlobals = [
  'performance',
  'crypto',
  'process',
  'Buffer',
  'console',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  // Every other one would be within reach through these.
  'globalThis',
  'global',
];

/** No clock, no chance, no world: what keeps a decision the same whenever and wherever it is taken again. */
export const purity = {
  'no-restricted-globals': ['error', ...impureGlobals.map((name) => ({ name, message }))],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message },
    { object: 'Math', property: 'random', message },
    { object: 'Temporal', property: 'Now', message },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message },
    { selector: "CallExpression[callee.name='Date']", message },
    { selector: 'ImportExpression', message },
    { selector: 'ClassDeclaration > Decorator', message: 'The domain is plain TypeScript: no decorators.' },
  ],
};
