export { openApiDocument } from './document';
export { Operation } from './operation.decorator';
export { publishOpenApi } from './publish';
