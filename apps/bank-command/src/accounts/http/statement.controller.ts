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
import { acceptsCsv } from './accepts-csv';
import { accountParams, type AccountParams, statementQuery, type StatementQuery } from './requests';
import { statementView, viewStatement } from './responses';
import { statementCsv } from './statement-csv';

@ApiTags('accounts')
@Controller('accounts/:accountId/statement')
export class StatementController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Requires('bank:read')
  @Operation('getStatement', 'What moved on an account since it was opened.', {
    description: '`Accept: text/csv` gives the lines as CSV.',
    answer: statementView,
    alternatives: { 'text/csv': z.string() },
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
    const vary = 'Accept';
    if (!acceptsCsv(accept)) return answer(view, { position: found.position, headers: { vary } });
    const next = `/accounts/${accountId}/statement?limit=${page.limit}&cursor=${view.nextCursor}`;
    return answer(statementCsv(view.lines), {
      position: found.position,
      contentType: 'text/csv; charset=utf-8; header=present',
      headers: { vary, ...(view.nextCursor !== undefined && { link: `<${next}>; rel="next"` }) },
    });
  }
}
