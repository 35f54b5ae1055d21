export { canonicalJson as keyOf } from '../../json/canonical-json.ts';
