import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts';
import { StoreModule } from './store';
import { TransfersModule } from './transfers';

@Module({ imports: [StoreModule, AccountsModule, TransfersModule] })
export class AppModule {}
