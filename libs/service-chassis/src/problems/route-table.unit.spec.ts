import { describe, expect, it } from '@jest/globals';
import { RouteTable } from './route-table';

const table = new RouteTable();
table.add('/a/:id', ['GET']);
table.add('/a/:id', ['HEAD']);
table.add('/a/fixed', ['POST']);
table.add('/open.json', ['GET']);
table.add('/docs/*', ['GET']);

describe('the methods of a path', () => {
  it.each([
    ['/a/1', ['GET', 'HEAD']],
    ['/a/fixed', ['GET', 'HEAD', 'POST']],
    ['/a/', []],
    ['/a/1/', []],
    ['/a/1/2', []],
    ['/open.json', ['GET']],
    ['/openxjson', []],
    ['/docs/a/b', ['GET']],
  ])('%s has %j', (path, methods) => {
    expect(table.methodsOf(path)).toEqual(methods);
  });
});
