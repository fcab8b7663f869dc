export { AccountsController } from './accounts.controller';
export { MovementsController } from './movements.controller';
export { StatementController } from './statement.controller';
