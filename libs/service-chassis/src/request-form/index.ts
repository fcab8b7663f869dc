export { RequestFormGuard } from './request-form.guard';
