export { eachByKey } from './each-by-key';
export type { EachByKeyOptions } from './each-by-key';
