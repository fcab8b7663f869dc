import { Controller, Get, Param, Query } from '@nestjs/common';
import { type RecordedEvent, toPosition } from '@event-sourcing/event-store';
import {
  commitHolding,
  commitView,
  eventView,
  explainCommit,
  type Found,
  timeline,
} from '@event-sourcing/operating';
import { Problem, Requires, Unpositioned, untilLeft } from '@event-sourcing/service-chassis';
import { OpenLogs } from '../open-logs';
import {
  entityQuery,
  type EntityQuery,
  eventParams,
  type EventParams,
  eventsQuery,
  type EventsQuery,
  logParams,
  type LogParams,
} from './requests';

/** Of the data of an event in a list. */
const EXCERPT = 160;

/** After which an answer ends: the page asks for what follows. */
const MOST_BYTES = 1_000_000;

/** Positions that are looked at on either side of a commit for what belongs to the same request. */
const WITHIN = 20_000;

/** The events of a log: in order, one by one with where it comes from, and those of an entity with its states. */
@Requires('admin')
@Unpositioned()
@Controller('api/logs/:log')
export class EventsController {
  constructor(private readonly logs: OpenLogs) {}

  @Get('events')
  async list(
    @Param({ schema: logParams }) { log }: LogParams,
    @Query({ schema: eventsQuery }) asked: EventsQuery,
  ): Promise<object> {
    const { store } = await this.logs.named(log);
    const { types = [], tags = [], after, upTo, order, limit } = asked;
    const items = types.length + tags.length === 0 ? [] : [{ types, tags }];
    const head = await store.head();
    const range = {
      after: toPosition(Math.min(after ?? 0, head)),
      upTo: toPosition(Math.min(upTo ?? head, head)),
    };
    const events: object[] = [];
    // As they are stored: what is looked at need not be of a type that anybody declares.
    const found = store.log.read({ items }, { ...range, ...untilLeft(), limit, backwards: order === 'desc' });
    for await (const event of found) events.push(viewLine(event));
    return { head, events };
  }

  @Get('events/:position')
  async explain(@Param({ schema: eventParams }) { log, position }: EventParams): Promise<object> {
    const { store, database } = await this.logs.named(log);
    const commit = position > (await store.head()) ? undefined : await commitHolding(store, position);
    if (!commit) {
      throw new Problem('event-not-found', 404, `The log ${log} has no position ${position}.`, {
        members: { log, position },
      });
    }
    const explained = await explainCommit(this.logs.client, await this.logs.forExplaining(), commit, WITHIN);
    const { cause, before, followed } = explained;
    return {
      commit: this.#view({ log: database, commit }),
      ...(cause && { cause: this.#view(cause) }),
      before: before.map((one) => this.#view(one)),
      followed: followed.map((one) => this.#view(one)),
      within: WITHIN,
    };
  }

  @Get('entity')
  async entity(
    @Param({ schema: logParams }) { log }: LogParams,
    @Query({ schema: entityQuery }) { tag, after, limit }: EntityQuery,
  ): Promise<object> {
    const { store, modelsOf } = await this.logs.named(log);
    const head = await store.head();
    const steps: object[] = [];
    let bytes = 0;
    const stretch = { after: toPosition(Math.min(after, head)), limit };
    for await (const { event, states, changes } of timeline(store, tag, modelsOf(tag), stretch)) {
      const step = { event: eventView(event), states, changes };
      steps.push(step);
      bytes += JSON.stringify(step).length;
      if (bytes > MOST_BYTES) break;
    }
    return { steps };
  }

  #view({ log, commit }: Found): object {
    return { log: this.logs.nameOf(log), ...commitView(commit) };
  }
}

const viewLine = ({ position, type, version, tags, data, recordedAt }: RecordedEvent): object => ({
  position,
  type,
  version,
  tags,
  excerpt: JSON.stringify(data).slice(0, EXCERPT),
  recordedAt,
});
