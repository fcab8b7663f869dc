export { checkedAmount, withoutExponent } from './amounts';
export { type Codec, type Codecs, type CodecTree, codecTree } from './codecs';
export { fromJson, toJson } from './json-form';
