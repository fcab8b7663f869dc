import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { openReaction, ReactionRunner, Subscriptions } from '@event-sourcing/event-store';
import { SERVICE_SETTINGS } from '@event-sourcing/service-shell';
import type { Settings } from '../settings';
import { StoreModule } from '../store';
import { MessagesClient } from './messages-client';
import { NOTICES } from './notices.token';
import { transferNotices } from './transfer-notices.reaction';

@Module({
  imports: [StoreModule],
  providers: [
    {
      provide: MessagesClient,
      inject: [SERVICE_SETTINGS],
      useFactory: ({ MESSAGES_COMMAND_URL }: Settings) => new MessagesClient(MESSAGES_COMMAND_URL),
    },
    {
      provide: NOTICES,
      inject: [Subscriptions, MessagesClient],
      useFactory: (subscriptions: Subscriptions, messages: MessagesClient) =>
        openReaction(subscriptions, transferNotices(messages)),
    },
  ],
  exports: [NOTICES],
})
export class NoticesModule implements OnApplicationBootstrap {
  constructor(@Inject(NOTICES) private readonly notices: ReactionRunner) {}

  onApplicationBootstrap(): void {
    this.notices.start();
  }
}
