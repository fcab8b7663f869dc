import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  Caller,
  type CommandContext,
  Context,
  NextCursor,
  type NextCursorOf,
  noContent,
  Operation,
  type Principal,
  Requires,
} from '@event-sourcing/service-chassis';
import { CancelStandingOrder, OpenStandingOrder } from '../commands';
import { GetStandingOrder, ListStandingOrders } from '../queries';
import {
  openStandingOrderBody,
  type OpenStandingOrderBody,
  standingOrderParams,
  type StandingOrderParams,
  standingOrdersParams,
  type StandingOrdersParams,
  standingOrdersQuery,
  type StandingOrdersQuery,
} from './requests';
import { standingOrderList, standingOrderView, viewOpened, viewStandingOrder } from './responses';

@ApiTags('standing orders')
@Controller('accounts/:accountId/standing-orders')
export class StandingOrdersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @Requires('bank:write')
  @Operation('openStandingOrder', 'Has a transfer made at each due date.', {
    description: '`If-Match` means the account that pays.',
    answer: standingOrderView,
    about: ['to'],
    headers: ['Location'],
    ifMatch: true,
    refuses: [
      'account-not-found',
      'currency-mismatch',
      'same-account',
      'start-too-far-back',
      'too-many-standing-orders',
    ],
  })
  async open(
    @Param({ schema: standingOrdersParams }) { accountId: from }: StandingOrdersParams,
    @Body({ schema: openStandingOrderBody }) body: OpenStandingOrderBody,
    @Context({ decimals: ['amount'] }) context: CommandContext,
  ): Promise<Answer> {
    const { startsAt, timeZone = 'UTC', ...rest } = body;
    const { order, position } = await this.commands.execute(
      new OpenStandingOrder({ ...rest, from, startsAt: startsAt.instant, timeZone }, context),
    );
    return answer(viewOpened(order), {
      position,
      location: `/accounts/${order.from}/standing-orders/${order.standingOrderId}`,
    });
  }

  @Get()
  @Requires('bank:read')
  @Operation(
    'listStandingOrders',
    'The standing orders that the account pays, in the order in which they were opened.',
    { answer: standingOrderList, refuses: ['account-not-found'] },
  )
  async list(
    @Param({ schema: standingOrdersParams }) { accountId }: StandingOrdersParams,
    @Query({ schema: standingOrdersQuery }) page: StandingOrdersQuery,
    @NextCursor() nextCursor: NextCursorOf,
    @Caller() caller: Principal,
  ): Promise<Answer> {
    const found = await this.queries.execute(new ListStandingOrders(accountId, page, caller));
    const standingOrders = found.items.map(viewStandingOrder);
    return answer({ accountId, standingOrders, ...nextCursor(found.next) }, { position: found.position });
  }

  @Get(':standingOrderId')
  @Requires('bank:read')
  @Operation('getStandingOrder', 'A standing order.', {
    description: 'One that was cancelled or is through is not found any more.',
    answer: standingOrderView,
    refuses: ['account-not-found', 'standing-order-not-found'],
  })
  async get(
    @Param({ schema: standingOrderParams }) { accountId, standingOrderId }: StandingOrderParams,
    @Caller() caller: Principal,
  ): Promise<Answer> {
    const { order, position } = await this.queries.execute(
      new GetStandingOrder(accountId, standingOrderId, caller),
    );
    return answer(viewStandingOrder(order), { position });
  }

  @Delete(':standingOrderId')
  @Requires('bank:write')
  @HttpCode(204)
  @Operation('cancelStandingOrder', 'Cancels a standing order: nothing is paid any more.', {
    ifMatch: true,
    refuses: ['account-not-found', 'standing-order-not-found'],
  })
  async cancel(
    @Param({ schema: standingOrderParams }) { accountId, standingOrderId }: StandingOrderParams,
    @Context() context: CommandContext,
  ): Promise<Answer> {
    const position = await this.commands.execute(
      new CancelStandingOrder(accountId, standingOrderId, context),
    );
    return noContent({ position });
  }
}
