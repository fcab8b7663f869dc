import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { findProgram, inTemporaryFolder, LIBREOFFICE } from '@event-sourcing/tools-kit';

export const officePath = findProgram(LIBREOFFICE);

/** A cell as LibreOffice has it. */
export interface Cell {
  readonly type: string | undefined;
  readonly value: string | undefined;
  /** What stands in it for the eye, in the country's way. */
  readonly shown: string;
  readonly formula: string | undefined;
}

const profile = (locale: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>${locale}</value></prop></item></oor:items>`;

/** Its import of CSV: separators by their code, quotes, UTF-8, numbers of the language recognised, formulas run. */
const csvImport = (separators: string): string => {
  const codes = Array.from(separators, (separator) => separator.charCodeAt(0)).join('/');
  return `Text - txt - csv (StarCalc):${codes},34,76,1,,1031,false,true,false,false,false,0,true`;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string): string =>
  xml.replace(/<[^>]*>/g, '').replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

const attribute = (cell: string, name: string): string | undefined => {
  const [, value] = new RegExp(`^[^>]* ${name}="([^"]*)"`).exec(cell) ?? [];
  return value;
};

const cellOf = (xml: string): Cell => ({
  type: attribute(xml, 'office:value-type'),
  value: attribute(xml, 'office:value') ?? attribute(xml, 'office:date-value'),
  shown: plain(/^[^>]*>(.*)$/s.exec(xml)?.[1] ?? '').trim(),
  formula: attribute(xml, 'table:formula'),
});

const rowsOf = (document: string): readonly (readonly Cell[])[] =>
  document
    .split('<table:table-row ')
    .slice(1)
    .map((row) => row.split('<table:table-cell').slice(1).map(cellOf));

/**
 * Opens a file with LibreOffice, as somebody of a country would.
 * @param name with the ending that tells its kind
 * @param separators what separates the cells of CSV to it
 */
export const openInOffice = (
  name: string,
  content: Uint8Array,
  { locale, separators }: { readonly locale: string; readonly separators?: string },
): Promise<readonly (readonly Cell[])[]> =>
  inTemporaryFolder('office', async (folder) => {
    await mkdir(join(folder, 'profile/user'), { recursive: true });
    await writeFile(join(folder, 'profile/user/registrymodifications.xcu'), profile(locale));
    await writeFile(join(folder, name), content);
    const inFilter = separators === undefined ? [] : [`--infilter=${csvImport(separators)}`];
    const own = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const convert = ['--headless', ...inFilter, '--convert-to', 'fods', '--outdir', folder];
    await promisify(execFile)(officePath ?? 'soffice', [own, ...convert, join(folder, name)]);
    return rowsOf(await readFile(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8'));
  });
