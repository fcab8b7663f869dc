/** The story of the demo, for whoever wants the whole system at work. */
export { tellStory } from './story/tell-story';
