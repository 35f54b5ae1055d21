export { toXml } from './write-xml.ts';
