export { DeskNoticeReaction, DeskNoticeReceiver } from './desk-notice.reaction.js';
