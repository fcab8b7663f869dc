#!/usr/bin/env bash
# Seen on 2026-11-28.
# bson 7.3.4 (npm; inside the MongoDB driver) reads any embedded document that has both `$ref` and `$id` as a DBRef,
# wherever it stands, and a DBRef cuts a collection's name at its only dot. A JSON Schema has just these two members:
# stored as the data of an event it comes back with another `$ref` and a member more, and is written so the next
# time. A digest over what was stored no longer fits. Seen:
# > written: {"$id":"order","$ref":"common.json","type":"object"}
# > read:    {"$ref":"json","$id":"order","type":"object","$db":"common"}
# > with promoteValues false: {"$ref":"json","$id":"order","type":"object","$db":"common"}
# > without $id: {"$ref":"common.json","type":"object"}
source "$(dirname "$0")/lib/common.sh"
npm_packages bson@7.3.4

expect_node <<'JS'
import { deserialize, serialize } from 'bson';

const readBack = (schema, options) => JSON.stringify(deserialize(serialize({ schema }), options).schema);
const schema = { $id: 'order', $ref: 'common.json', type: 'object' };
console.log(`written: ${JSON.stringify(schema)}`);
console.log(`read:    ${readBack(schema)}`);
console.log(`with promoteValues false: ${readBack(schema, { promoteValues: false })}`);
console.log(`without $id: ${readBack({ $ref: 'common.json', type: 'object' })}`);
JS
