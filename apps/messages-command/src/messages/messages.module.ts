import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DeleteMessageHandler, MarkMessageAsReadHandler, SendMessageHandler } from './commands';
import { MessagesController } from './http';

@Module({
  imports: [CqrsModule],
  controllers: [MessagesController],
  providers: [SendMessageHandler, MarkMessageAsReadHandler, DeleteMessageHandler],
})
export class MessagesModule {}
