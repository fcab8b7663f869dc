export {
  CORRELATION_HEADER,
  correlationIdOf,
  currentCorrelationId,
  isCorrelationId,
  newCorrelationId,
  withCorrelationId,
} from './correlation';
