export { NextCursor, type NextCursorOf } from './next-cursor.decorator';
export { cutPage, keyset, type Page, pageOf, type PageRequest, readPage } from './page';
export { pageQuery } from './page-query';
export { resume } from './resume';
