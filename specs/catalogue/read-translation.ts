import { type LoadOptions, loadCatalogue, UnknownServiceError } from './load.ts';
import type { OpenApiDocument, Service } from './model.ts';

/** The document of one service in another language; `null` where it cannot be read. */
export async function readTranslation(
  { id, version }: Pick<Service, 'id' | 'version'>,
  locale: string,
  options: Pick<LoadOptions, 'specsDir' | 'cacheDir'> = {},
): Promise<OpenApiDocument | null> {
  try {
    const { services } = await loadCatalogue({ ...options, services: [id], locale });
    return services.find((service) => service.id === id && service.version === version)?.document ?? null;
  } catch (error) {
    if (error instanceof UnknownServiceError) return null;
    throw error;
  }
}
