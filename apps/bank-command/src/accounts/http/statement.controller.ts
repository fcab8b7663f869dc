import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  Caller,
  NextCursor,
  type NextCursorOf,
  Operation,
  type Principal,
  Requires,
} from '@event-sourcing/service-chassis';
import { z } from 'zod';
import { GetStatement } from '../queries';
import { accountParams, type AccountParams, statementQuery, type StatementQuery } from './requests';
import { statementView, viewStatement } from './responses';
import { statementCsv } from './statement-csv';
import { STATEMENT_FORMS, statementForm } from './statement-form';
import { statementWorkbook } from './statement-workbook';

@ApiTags('accounts')
@Controller('accounts/:accountId/statement')
export class StatementController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('bank:read')
  @Operation('getStatement', 'What moved on an account since it was opened.', {
    description:
      'Other forms of the lines, by `Accept`, each with a `Link` to the next page: CSV, where an apostrophe stands before each ' +
      'character of a description that could begin a formula (without one at each such place it is as it was), and a workbook ' +
      'with typed cells.',
    answer: statementView,
    alternatives: {
      [STATEMENT_FORMS.csv]: z.string(),
      [STATEMENT_FORMS.workbook]: z.string().meta({ format: 'binary' }),
    },
    headers: ['Link'],
    refuses: ['account-not-found'],
  })
  async get(
    @Param({ schema: accountParams }) { accountId }: AccountParams,
    @Query({ schema: statementQuery }) { from, to, ...page }: StatementQuery,
    @Headers('accept') accept: string | undefined,
    @NextCursor() nextCursor: NextCursorOf,
    @Caller() caller: Principal,
  ): Promise<Answer> {
    const found = await this.queries.execute(
      new GetStatement(accountId, { ...page, range: { from, to } }, caller),
    );
    const view = { ...viewStatement(found), ...nextCursor(found.next) };
    const { position } = found;
    const form = statementForm(accept);
    const vary = 'Accept';
    if (form === STATEMENT_FORMS.json) return answer(view, { position, headers: { vary } });
    const next = `/accounts/${accountId}/statement?limit=${page.limit}&cursor=${view.nextCursor}`;
    const headers = { vary, ...(view.nextCursor !== undefined && { link: `<${next}>; rel="next"` }) };
    return form === STATEMENT_FORMS.csv
      ? answer(statementCsv(view.lines), {
          position,
          headers,
          contentType: `${form}; charset=utf-8; header=present`,
        })
      : answer(await statementWorkbook(view.lines, view.currency), { position, headers, contentType: form });
  }
}
