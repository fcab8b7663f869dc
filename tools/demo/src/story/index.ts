export { tellStory } from './tell-story';
