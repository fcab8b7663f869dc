import { Body, Controller, Delete, Get, HttpCode, Module, Param, Post, Put, Query } from '@nestjs/common';
import { entityId, freeText, Refusal, ValidationFault } from '@event-sourcing/domain-kernel';
import {
  type EventSetAside,
  EventStoreError,
  toPosition,
  type WaitOptions,
} from '@event-sourcing/event-store';
import { SubscriptionRegistry } from '@event-sourcing/event-store/nest';
import { z } from 'zod';
import {
  type Answer,
  answer,
  AnswersFrom,
  type CommandContext,
  Context,
  currentCorrelationId,
  instant,
  NextCursor,
  type NextCursorOf,
  noContent,
  Operation,
  pageQuery,
  POSITION_WAITER,
  ProjectionsController,
  queryBoolean,
  queryPosition,
  READINESS_CHECKS,
  type ReadinessCheck,
  Requires,
  requireVersion,
  type ServiceOptions,
} from '../src';

const boxParams = z.strictObject({ boxId: entityId });
type BoxParams = z.output<typeof boxParams>;

const boxQuery = z.strictObject({ at: instant.optional(), position: queryPosition.optional() });
type BoxQuery = z.output<typeof boxQuery>;

const listQuery = z.strictObject({
  ...pageQuery,
  owner: entityId.optional(),
  unread: queryBoolean.optional(),
});
type ListQuery = z.output<typeof listQuery>;

const coinBody = z.strictObject({
  amount: z.string().regex(/^\d+(\.\d+)?$/, 'must be a plain decimal'),
  description: freeText.optional(),
  detail: z.strictObject({ note: z.string() }).optional(),
});
type CoinBody = z.output<typeof coinBody>;

const box = z.looseObject({ boxId: z.string() });

/** Where the log of the sample is. */
const HEAD = 100;
const head = toPosition(HEAD);

/** What no query of a store says, and what a handler here may throw all the same. */
const GET_REFUSES = ['box-not-found', 'outcome-unknown', 'idempotency-key-reused'];

/** What a handler may throw, by the box's id. */
const THROWN: Readonly<Record<string, () => unknown>> = {
  gone: () => new Refusal('box-not-found', { boxId: 'gone' }, 'There is no box gone.'),
  unlisted: () => new Refusal('nobody-listed-this'),
  fine: () => new ValidationFault([{ path: 'amount', message: 'has too many digits' }]),
  defect: () => new TypeError('secret driver message at mongodb://user:pass@host'),
  nothing: () => undefined,
  unknown: () => new EventStoreError('outcome-unknown', 'x', { commitId: 'c' }),
  busy: () => new EventStoreError('retries-exhausted', 'x', { attempts: 1 }),
  away: () => new EventStoreError('store-unavailable', 'x', {}),
  reused: () => new EventStoreError('commit-id-reused', 'x', { commitId: 'c', position: head }),
  network: () =>
    Object.assign(new Error('connect to 10.0.0.7 failed'), { name: 'MongoServerSelectionError' }),
};

const throwFor = (boxId: string): void => {
  const thrown = Object.hasOwn(THROWN, boxId) ? THROWN[boxId] : undefined;
  if (thrown !== undefined) throw thrown();
};

@Requires('sample:write')
@Controller('boxes')
class BoxesController {
  @Get()
  @Operation('listBoxes', 'Boxes that are not there.', { answer: z.looseObject({}) })
  list(@Query({ schema: listQuery }) query: ListQuery, @NextCursor() nextCursor: NextCursorOf): Answer {
    const first = query.cursor ?? (query.order === 'asc' ? 0 : HEAD + 1);
    const step = query.order === 'asc' ? 1 : -1;
    const positions = Array.from({ length: query.limit }, (_, index) => first + step * (index + 1));
    return answer({ query, positions, ...nextCursor(positions.at(-1)) }, { position: HEAD });
  }

  @Get(':boxId')
  @Operation('getBox', 'A box.', { answer: box, headers: ['ETag'], refuses: GET_REFUSES })
  get(
    @Param({ schema: boxParams }) { boxId }: BoxParams,
    @Query({ schema: boxQuery }) query: BoxQuery,
  ): Answer {
    throwFor(boxId);
    return answer({ boxId, at: query.at?.toISOString() }, { position: HEAD, version: 17 });
  }

  @Get(':boxId/correlation')
  @Operation('correlation', 'What is known of the request.', { answer: z.looseObject({}) })
  @AnswersFrom('log')
  async correlation(@Param({ schema: boxParams }) _params: BoxParams): Promise<Answer> {
    const before = currentCorrelationId();
    await new Promise((resolve) => setImmediate(resolve));
    return answer({ before, after: currentCorrelationId() }, { position: HEAD });
  }

  @Get(':boxId/lines')
  @Operation('getLines', 'The lines of a box.', {
    alternatives: { 'text/csv': z.string() },
    headers: ['Link'],
  })
  lines(@Param({ schema: boxParams }) { boxId }: BoxParams): Answer {
    const headers = { link: `</boxes/${boxId}/lines>; rel="next"` };
    return answer('a,b\r\n', { position: HEAD, contentType: 'text/csv; charset=utf-8', headers });
  }

  @Post(':boxId/coins')
  @Operation('putCoin', 'Puts a coin into a box.', {
    answer: box,
    headers: ['ETag', 'Location'],
    ifMatch: true,
    refuses: ['box-not-found'],
  })
  put(
    @Param({ schema: boxParams }) { boxId }: BoxParams,
    @Body({ schema: coinBody }) body: CoinBody,
    @Context({ decimals: ['amount'] }) context: CommandContext,
  ): Answer {
    throwFor(boxId);
    requireVersion(context, 17, { boxId });
    return answer(
      { boxId, ...body, command: context.command, correlationId: currentCorrelationId() },
      { position: 18, version: 18, location: `/boxes/${boxId}/coins/18` },
    );
  }

  @Put(':boxId/open')
  @Operation('openBox', 'Opens a box.')
  @HttpCode(204)
  open(@Param({ schema: boxParams }) _params: BoxParams): Answer {
    return noContent({ position: 19 });
  }

  @Delete(':boxId')
  @Operation('removeBox', 'Takes a box away.')
  remove(@Param('boxId', { schema: entityId }) boxId: string): Answer {
    throwFor(boxId);
    return noContent({ position: 20 });
  }
}

/** A request that is answered when the test says so. */
export class Gate {
  readonly entered = Promise.withResolvers<undefined>();
  readonly opened = Promise.withResolvers<undefined>();
}

/** What happened, in order. */
export class Journal {
  readonly lines: string[] = [];
}

@Requires('sample:write')
@Controller('gate')
class GateController {
  constructor(
    private readonly gate: Gate,
    private readonly journal: Journal,
  ) {}

  @Post()
  @Operation('pass', 'Waits at the gate.', { answer: z.looseObject({}) })
  async pass(): Promise<Answer> {
    this.gate.entered.resolve(undefined);
    await this.gate.opened.promise;
    this.journal.lines.push('answered');
    return answer({ passed: true }, { position: HEAD });
  }

  onModuleDestroy(): void {
    this.journal.lines.push('leases released');
  }
}

/** Reaches position 100; waits for its time-out beyond it. */
const waiter = (reached: number) => ({
  tryWaitFor: async (position: number, { timeoutMs, signal }: WaitOptions): Promise<number> => {
    if (position <= reached) return reached;
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, timeoutMs).unref()),
      new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true })),
    ]);
    return reached;
  },
});

/** Readiness that a test can take away. */
export class Store {
  reachable = true;
}

const STATUS = { active: true, serving: true };
const before = toPosition(98);

const BOXES = {
  status: async () => ({ position: toPosition(90) }),
  setAside: async (order: 'asc' | 'desc') => (order === 'asc' ? SET_ASIDE : SET_ASIDE.toReversed()),
  retrySetAside: async (position: number) => {
    if (position === 7) return;
    const facts = { subscription: 'boxes@1', position: toPosition(position) };
    throw new EventStoreError('set-aside-not-found', 'Nothing is set aside there.', facts);
  },
};

const SET_ASIDE: readonly EventSetAside[] = [7, 9, 30].map((position) => ({
  ...{ position: toPosition(position), type: 'BoxOpened', version: 1, since: new Date(0), retrying: false },
  keys: [{ model: 'boxes', key: `box/${position}`, error: 'It is locked.', stack: 'Error: It is locked.' }],
}));

const projections: Pick<SubscriptionRegistry, 'list' | 'pause' | 'rebuild' | 'resume' | 'tryWaitFor'> & {
  projection(name: string): typeof BOXES | undefined;
} = {
  projection: (name) => (name === 'boxes' ? BOXES : undefined),
  ...waiter(HEAD),
  list: async () => [
    {
      ...STATUS,
      name: 'boxes',
      version: 1,
      status: 'running',
      position: toPosition(90),
      head,
      lag: 10,
      setAside: 3,
    },
    { ...STATUS, name: 'coins', version: 2, status: 'waiting', position: before, head: before, lag: 0 },
  ],
  pause: async (_, name) => (name === 'boxes' ? 'paused' : undefined),
  resume: async (_, name) => (name === 'boxes' ? 'resumed' : undefined),
  rebuild: async (name, context) => {
    if (name === 'boxes') return context?.command === undefined ? 'begun' : 'asked-before';
    return name === 'coins' ? 'in-progress' : undefined;
  },
};

@Module({
  controllers: [BoxesController, GateController, ProjectionsController],
  providers: [
    Gate,
    Journal,
    Store,
    { provide: POSITION_WAITER, useValue: waiter(HEAD) },
    { provide: 'log', useValue: waiter(200) },
    { provide: SubscriptionRegistry, useValue: projections },
    {
      provide: READINESS_CHECKS,
      useFactory: (store: Store): readonly ReadinessCheck[] => [
        {
          name: 'store',
          check: async () => {
            if (!store.reachable) throw new Error('secret host away');
          },
        },
      ],
      inject: [Store],
    },
  ],
})
class SampleModule {}

/** A service with one of everything, and no database. */
export const sample: ServiceOptions = {
  name: 'sample',
  module: SampleModule,
  defaultPort: 0,
  refusals: { 'box-not-found': 404, 'outcome-unknown': 503, 'idempotency-key-reused': 422 },
};
