import type { ServiceCopy } from './services';

const HEADER = ['service', 'address', 'try it', 'OpenAPI'];

/** Where everything is, as a table. */
export const addressTable = (services: readonly ServiceCopy[]): string => {
  const rows = [
    HEADER,
    ...services.map(({ name, address }) => [name, address, `${address}/docs`, `${address}/openapi.json`]),
  ];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd();
  return rows.map(line).join('\n');
};
