import { Module } from '@nestjs/common';
import { EventStoreModule } from '@event-sourcing/event-store/nest';
import { OwnToken, SERVICE_SETTINGS } from '@event-sourcing/service-chassis';
import type { Settings } from '../settings';
import { MessagesClient } from './messages-client';
import { SendStandingOrderNoticeHandler } from './send-standing-order-notice.handler';
import { SendTransferNoticeHandler } from './send-transfer-notice.handler';
import { standingOrderNotices } from './standing-order-notices.reaction';
import { transferNotices } from './transfer-notices.reaction';

@Module({
  imports: [EventStoreModule.forFeature({ reactions: [transferNotices, standingOrderNotices] })],
  providers: [
    SendTransferNoticeHandler,
    SendStandingOrderNoticeHandler,
    {
      provide: MessagesClient,
      inject: [SERVICE_SETTINGS, OwnToken],
      useFactory: ({ MESSAGES_COMMAND_URL }: Settings, token: OwnToken) =>
        new MessagesClient(MESSAGES_COMMAND_URL, token),
    },
  ],
})
export class NoticesModule {}
