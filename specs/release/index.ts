export { publishRelease, ReleaseRefusal } from './publish-release.ts';
