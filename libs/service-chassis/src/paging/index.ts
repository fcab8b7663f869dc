export { type MakeCursor, NextCursor } from './next-cursor.decorator';
export { type Order, pageQuery } from './page-query';
