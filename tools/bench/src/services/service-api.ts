import { z } from 'zod';
import { ToolError } from '@event-sourcing/tools-kit';

const POSITION = 'log-position';

/** Posts, and reads the answer. @throws ToolError `wrong-result` unless it is 201 */
export const post = async (url: string, body: object): Promise<{ readonly position: number }> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 201) throw new ToolError('wrong-result', `POST ${url}: ${response.status} ${text}`);
  return { position: Number(response.headers.get(POSITION)) };
};

/** Gets JSON of a shape. @throws ToolError `wrong-result` unless it is 200 */
export const get = async <Shape extends z.ZodType>(url: string, shape: Shape): Promise<z.output<Shape>> => {
  const response = await fetch(url);
  const text = await response.text();
  if (response.status !== 200) throw new ToolError('wrong-result', `GET ${url}: ${response.status} ${text}`);
  return shape.parse(JSON.parse(text));
};

/** Opens an account at a bank. */
export const openAccount = (bank: string, accountId: string): Promise<{ readonly position: number }> =>
  post(`${bank}/accounts`, { accountId, owner: 'holder' });

const balance = z.object({ balance: z.string() });

/** Cents of an account. */
export const balanceOf = async (bank: string, accountId: string, query = ''): Promise<number> =>
  Math.round(Number((await get(`${bank}/accounts/${accountId}${query}`, balance)).balance) * 100);

/** Cents of an account as of a position. */
export const balanceAt = (bank: string, accountId: string, position: number): Promise<number> =>
  balanceOf(bank, accountId, `?position=${position}`);
