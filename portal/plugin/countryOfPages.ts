import { countryFiles } from '@dpi/specs/country-files';

/** Where the data of the country is whose pages are built: that of the services in `SPECS_DIR`, if that is set. */
export const COUNTRY = countryFiles(process.env.SPECS_DIR || undefined);
