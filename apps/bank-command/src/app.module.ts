import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts';
import { NoticesModule } from './notices';
import { OperationsModule } from './operations';
import { StoreModule } from './store';
import { TransfersModule } from './transfers';

@Module({ imports: [StoreModule, AccountsModule, TransfersModule, NoticesModule, OperationsModule] })
export class AppModule {}
