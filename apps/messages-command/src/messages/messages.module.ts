import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DeleteMessageHandler } from './commands/delete-message.handler';
import { MarkMessageAsReadHandler } from './commands/mark-message-as-read.handler';
import { SendMessageHandler } from './commands/send-message.handler';
import { MessagesController } from './http/messages.controller';

@Module({
  imports: [CqrsModule],
  controllers: [MessagesController],
  providers: [SendMessageHandler, MarkMessageAsReadHandler, DeleteMessageHandler],
})
export class MessagesModule {}
