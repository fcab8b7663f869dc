import { Module } from '@nestjs/common';
import { messageEventTypes } from '@event-sourcing/messages-domain';
import { sequencerOption, StoreModule } from '@event-sourcing/service-chassis';
import { MessagesModule } from './messages';
import type { Settings } from './settings';

@Module({
  imports: [
    StoreModule.forRoot({
      eventTypes: messageEventTypes,
      database: ({ MESSAGES_DATABASE }: Settings) => MESSAGES_DATABASE,
      sequencer: sequencerOption,
    }),
    MessagesModule,
  ],
})
export class AppModule {}
