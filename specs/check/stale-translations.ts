import { dirname, join, relative } from 'node:path';
import { specRoots } from '../catalogue/country-files.ts';
import { loadCatalogue } from '../catalogue/load.ts';
import type { Catalogue, Finding, Service } from '../catalogue/model.ts';
import { serviceReference } from '../catalogue/service-reference.ts';
import { readOverlays } from '../ruleset/overlays.ts';
import { isProse, textsOf } from '../ruleset/texts-of.ts';
import type { CheckTexts } from './texts.ts';

const MAX_TEXT = 160;

/**
 * Translations that stand as they were while the text they translate has changed. A text is the same by its place in the
 * document, so one that moved is not compared.
 * @param baseDir folder of services as it was
 * @param ids services to look at
 */
export async function staleTranslations(
  { country }: Catalogue,
  specsDir: string,
  baseDir: string,
  ids: string[],
  checkText: CheckTexts,
): Promise<Finding[]> {
  const [source, ...translations] = country.locales.map(({ id }) => id);
  if (source === undefined || ids.length === 0) return [];
  const [now, before] = await Promise.all([textsIn(specsDir, ids, source), textsIn(baseDir, ids, source)]);
  const findings: Finding[] = [];
  for (const translation of translations) {
    const [translated, was] = await Promise.all([
      textsIn(specsDir, ids, translation),
      textsIn(baseDir, ids, translation),
    ]);
    for (const [url, { service, texts }] of now) {
      const file = join(specsDir, dirname(service.file));
      const [overlay] = await readOverlays(file, [translation], specRoots(specsDir));
      if (overlay === undefined) continue;
      for (const [pointer, text] of texts) {
        const old = before.get(url)?.texts.get(pointer);
        const still = translated.get(url)?.texts.get(pointer);
        if (old === undefined || !isProse(text) || words(old) === words(text)) continue;
        if (still === undefined || still === text || still !== was.get(url)?.texts.get(pointer)) continue;
        const place = overlay.texts.find((entry) => entry.text === still);
        // What no line of the overlay says is the translation of a shared file.
        if (place === undefined) continue;
        findings.push({
          severity: 'warning',
          rule: 'translation-stale',
          service: serviceReference(service),
          file: relative(specsDir, overlay.file),
          line: place.line,
          column: 1,
          message: checkText('translation-stale', 'message', { pointer }),
          hint: checkText('translation-stale', 'hint', { text: shortened(words(text)) }),
        });
      }
    }
  }
  return findings;
}

interface Texts {
  service: Service;
  /** Texts that people read, by JSON Pointer. */
  texts: Map<string, string>;
}

async function textsIn(specsDir: string, services: string[], locale: string): Promise<Map<string, Texts>> {
  const catalogue = await loadCatalogue({ specsDir, services, locale, cacheDir: null });
  return new Map(
    catalogue.services.map((service) => [service.url, { service, texts: new Map(textsOf(service.document)) }]),
  );
}

/** Where lines are broken says nothing. */
function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
}
