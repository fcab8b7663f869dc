import { Module } from '@nestjs/common';
import { AccountsModule } from './accounts';
import { NoticesModule } from './notices';
import { OperationsModule } from './operations';
import { TransfersModule } from './transfers';

@Module({ imports: [AccountsModule, TransfersModule, NoticesModule, OperationsModule] })
export class AppModule {}
