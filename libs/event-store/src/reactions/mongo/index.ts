export { ParkedDecisions } from './parked-decisions';
export { ParkedItems } from './parked-items';
