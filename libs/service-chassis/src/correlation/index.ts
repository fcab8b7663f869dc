export {
  CORRELATION_HEADER,
  correlationHeaders,
  currentCorrelationId,
  withCorrelationId,
} from './correlation';
export { installCorrelation } from './correlation-hooks';
