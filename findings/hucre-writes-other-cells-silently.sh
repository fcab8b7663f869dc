#!/usr/bin/env bash
# Seen on 2026-11-28.
# hucre 1.0.0 (npm) writes some values of a workbook as others, without an error: a text that looks like an escape of
# OOXML becomes the character it would stand for, a bigint an empty row, and a noncharacter of Unicode goes into the
# XML as it is, where a strict parser stops: a program that takes no such file gets none of its rows. Seen:
# > text _x0041_ → "A"
# > bigint 9007199254740993 → undefined
# > U+FFFE between letters → disallowed character.
source "$(dirname "$0")/lib/common.sh"
npm_packages hucre@1.0.0 saxes@6.0.0 fflate@0.8.2

expect_node <<'JS'
import { unzipSync, strFromU8 } from 'fflate';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { SaxesParser } from 'saxes';

const workbook = (value) =>
  writeXlsx({ sheets: [{ name: 's', columns: [{ key: 'cell' }], data: [{ cell: value }] }] });
const readBack = async (value) => (await readXlsx(await workbook(value))).sheets[0].rows[0]?.[0];

console.log(`text _x0041_ → ${JSON.stringify(await readBack('_x0041_'))}`);
console.log(`bigint 9007199254740993 → ${await readBack(9007199254740993n)}`);

const faults = [];
const files = unzipSync(await workbook('a\ufffeb'));
for (const [name, bytes] of Object.entries(files)) {
  if (!/^xl\/.*(sheet1|sharedStrings)\.xml$/.test(name)) continue;
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => faults.push(message.replace(/^[\d:]+ /, '')));
  parser.write(strFromU8(bytes)).close();
}
console.log(`U+FFFE between letters → ${faults[0] ?? 'well-formed'}`);
JS
