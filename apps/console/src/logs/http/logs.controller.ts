import { Controller, Get, Param, Query } from '@nestjs/common';
import { catalogueOf } from '@event-sourcing/operating';
import { Requires, Unpositioned } from '@event-sourcing/service-chassis';
import { type OpenLog, OpenLogs } from '../open-logs';
import { logParams, type LogParams, timeQuery, type TimeQuery } from './requests';

/** What logs there are, how far each has come, and which types of events it holds. */
@Requires('admin')
@Unpositioned()
@Controller('api/logs')
export class LogsController {
  constructor(private readonly logs: OpenLogs) {}

  @Get()
  async list(): Promise<object> {
    return { logs: await Promise.all((await this.logs.all()).map(viewLog)) };
  }

  @Get(':log/catalogue')
  async catalogue(@Param({ schema: logParams }) { log }: LogParams): Promise<object> {
    const { store, database, eventTypes } = await this.logs.named(log);
    return { types: await catalogueOf(store, this.logs.client, database, eventTypes) };
  }

  /** The last position recorded at or before a time. */
  @Get(':log/position-at')
  async positionAt(
    @Param({ schema: logParams }) { log }: LogParams,
    @Query({ schema: timeQuery }) { time }: TimeQuery,
  ): Promise<object> {
    const { store } = await this.logs.named(log);
    await store.head();
    return { position: await store.log.positionAt(time) };
  }
}

const viewLog = async ({ name, store: { log } }: OpenLog): Promise<object> => {
  const header = await log.storage.headerAt(await log.head());
  if (!header) return { name, head: 0 };
  const { lastPosition: head, hash, recordedAt } = header;
  return { name, head, hash, recordedAt };
};
