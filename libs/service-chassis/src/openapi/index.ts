export { openApiDocument } from './document';
export { type DeclaredOperation, Operation, OPERATION } from './operation.decorator';
export { publishOpenApi } from './publish';
