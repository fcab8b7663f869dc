import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  type Answer,
  answer,
  Caller,
  type CommandContext,
  Context,
  NextCursor,
  type NextCursorOf,
  noContent,
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

  /** Has a transfer made at each due date. `If-Match` means the account that pays. */
  @Post()
  @Requires('bank:write')
  @ApiCreatedResponse({ standardSchema: standingOrderView })
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

  /** The standing orders that the account pays, in the order in which they were opened. */
  @Get()
  @Requires('bank:read')
  @ApiOkResponse({ standardSchema: standingOrderList })
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

  /** A standing order. One that was cancelled or is through is not found any more. */
  @Get(':standingOrderId')
  @Requires('bank:read')
  @ApiOkResponse({ standardSchema: standingOrderView })
  async get(
    @Param({ schema: standingOrderParams }) { accountId, standingOrderId }: StandingOrderParams,
    @Caller() caller: Principal,
  ): Promise<Answer> {
    const { order, position } = await this.queries.execute(
      new GetStandingOrder(accountId, standingOrderId, caller),
    );
    return answer(viewStandingOrder(order), { position });
  }

  /** Cancels a standing order: nothing is paid any more. */
  @Delete(':standingOrderId')
  @Requires('bank:write')
  @HttpCode(204)
  @ApiNoContentResponse()
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
