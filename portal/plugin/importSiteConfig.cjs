// Docusaurus' loader cannot wait for a module that reads files while it is loaded; an import of Node's own can.
module.exports = () => import('./siteConfig.ts');
