export {
  CORRELATION_HEADER,
  currentCorrelationId,
  isCorrelationId,
  newCorrelationId,
  withCorrelationId,
} from './correlation';
