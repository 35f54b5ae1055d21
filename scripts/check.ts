import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lintSpec, loadCatalogue } from '@dpi/specs';
import type { Catalogue, Finding } from '@dpi/specs/model';

const SPECS = resolve(import.meta.dirname, '../specs/services');
const FORMATS = ['text', 'json'];

const { services: wanted, format } = readArguments();
const specsDir = resolve(process.env.SPECS_DIR || SPECS);
const catalogue = await load();
const findings = await check(catalogue);
if (format === 'json') console.log(JSON.stringify(findings, null, 2));
else print(findings);
process.exitCode = findings.length > 0 ? 1 : 0;

/** What every reader of the catalogue found, and what the linter finds in the specs that can be read. */
async function check({ services, broken, findings }: Catalogue): Promise<Finding[]> {
  const known = [...services, ...broken];
  for (const id of wanted) {
    if (!known.some((service) => service.id === id)) {
      wrongUse(`There is no service "${id}". There are: ${known.map((service) => service.id).join(', ')}`);
    }
  }
  const isWanted = (id: string) => wanted.length === 0 || wanted.includes(id);
  const all = findings.filter(({ service }) =>
    service === null ? wanted.length === 0 : isWanted(service.split('/')[0] ?? ''),
  );
  for (const { id, version, file } of services) {
    if (isWanted(id)) all.push(...(await lintSpec(join(specsDir, file), specsDir, `${id}/${version}`)));
  }
  return all.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function print(findings: Finding[]): void {
  const folder = relative(process.cwd(), specsDir) || '.';
  for (const { severity, file, line, column, message, hint, rule } of findings) {
    console.log(`${join(folder, file)}:${line}:${column}  ${severity}  ${message}  (${rule})\n    ${hint}`);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const checked = wanted.length > 0 ? wanted.length : catalogue.services.length + catalogue.broken.length;
  console.log(`\n${checked} services checked: ${errors} errors, ${findings.length - errors} warnings.`);
}

function readArguments(): { services: string[]; format: string } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' } },
    });
    if (!FORMATS.includes(values.format))
      wrongUse(`--format is "${values.format}", but must be one of ${FORMATS.join(', ')}.`);
    return { services: positionals, format: values.format };
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error));
  }
}

async function load(): Promise<Catalogue> {
  try {
    return await loadCatalogue({ specsDir });
  } catch (error) {
    return wrongUse(error instanceof Error ? error.message : String(error));
  }
}

function wrongUse(reason: string): never {
  console.error(`${reason}\nUse: npm run check [-- <service>…] [--format text|json]`);
  process.exit(2);
}
