export { publishRelease, ReleaseError } from './publish-release.ts';
