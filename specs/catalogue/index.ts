export { type Bundle, readSpec } from './bundle.ts';
export { badgeSvg } from './downloads/badge.ts';
export { catalogueJson } from './downloads/catalogue-json.ts';
export { catalogueFeed, serviceFeed } from './downloads/changelog-feed.ts';
export { llmsTxt } from './downloads/llms-txt.ts';
export { openApiJson, openApiYaml } from './downloads/openapi.ts';
export { postmanCollection } from './downloads/postman/collection.ts';
export { type LoadOptions, loadCatalogue, UnknownServiceError } from './load.ts';
export { type MakeProblem, PROBLEM_CONTENT_TYPE, type Problem, problemMaker, shorten } from './problem.ts';
