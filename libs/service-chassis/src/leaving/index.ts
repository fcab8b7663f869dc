export { installLeaving, untilLeft } from './until-left';
