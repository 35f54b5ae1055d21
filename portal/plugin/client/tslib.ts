/** All that Docusaurus' code for browsers takes from `tslib`, which comes whole otherwise: 4 kB. */
export function __importDefault(module: { __esModule?: boolean }): unknown {
  return module.__esModule ? module : { default: module };
}
