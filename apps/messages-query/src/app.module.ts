import { Module } from '@nestjs/common';
import { MessagesModule } from './messages';
import { StoreModule } from './store';

@Module({ imports: [StoreModule, MessagesModule] })
export class AppModule {}
