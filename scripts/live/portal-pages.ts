import type { Sandbox } from '@dpi/sandbox';
import { errorMessage } from '@dpi/specs/error-message';
import { buildPortal, findBuildOf, holdBuild } from '../portal/build.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import type { Languages } from './protocol.ts';

/** Milliseconds without a change after which pages are built: a build takes both processors for a minute. */
const QUIET = 3000;

export interface PagesOptions {
  reader: CatalogueReader;
  sandbox: Pick<Sandbox, 'portal'>;
  /** Another tree of specs; `null` for the one in this repository. */
  specsDir: string | null;
  /** Ids of the services that are shown; absent: all. */
  services: string[] | undefined;
  publicUrl: string;
  say: (line: string) => void;
}

/** Keeps the portal's pages at what the specs say. */
export interface PortalPages {
  /** Shows the pages for the first time. */
  open(): Promise<void>;
  /** Has the pages follow a change, at once with the scores they had, or with new ones. */
  update(languages: Languages, withNewScores: boolean): Promise<void>;
  close(): void;
}

/**
 * Pages as they are published: complete files, built anew once the specs have been quiet for a while. Until then the last
 * ones are shown.
 */
export function builtPages(options: PagesOptions): PortalPages {
  const { reader, sandbox, specsDir, services, publicUrl, say } = options;
  let building: AbortController | null = null;
  let timer: NodeJS.Timeout | undefined;
  let release = () => {};
  /** Why the last build failed. */
  let told = '';
  /** Services that were shown as unreadable from the start. */
  let wasUnreadable = new Set<string>();

  async function show(isFirst: boolean): Promise<void> {
    building?.abort();
    const current = new AbortController();
    building = current;
    try {
      const { hashes, unreadable } = await reader.languages();
      wasUnreadable = new Set(unreadable);
      const build = await findBuildOf(hashes, specsDir, publicUrl);
      if (!build.done) {
        const since = performance.now();
        say(
          isFirst
            ? 'Building the portal. The sandbox can be used meanwhile.'
            : 'Building the pages anew; the last ones are shown meanwhile.',
        );
        const onProgress = (line: string) => {
          sandbox.portal.building(line);
          if (isFirst) say(`  ${line}`);
        };
        await buildPortal(build.dir, { specsDir, services, publicUrl, onProgress, signal: current.signal });
        say(`The portal was built in ${((performance.now() - since) / 1000).toFixed(0)} s.`);
      }
      current.signal.throwIfAborted();
      release();
      release = holdBuild(build.dir);
      await sandbox.portal.ready(build.dir);
      if (isFirst) say(`The portal is ready: ${publicUrl}/`);
    } catch (error) {
      if (current.signal.aborted) return;
      const reason = errorMessage(error);
      say(reason === told ? 'The portal could not be built, for the same reason as before.' : reason);
      told = reason;
      say('The sandbox goes on without new pages. Correct what is named above.');
    }
  }

  return {
    open: () => show(true),
    async update({ unreadable }) {
      clearTimeout(timer);
      // A build would show a service that goes on answering as one that does not.
      if (unreadable.some((name) => !wasUnreadable.has(name))) return;
      timer = setTimeout(() => void show(false), QUIET).unref();
    },
    close() {
      clearTimeout(timer);
      release();
      building?.abort();
    },
  };
}

/**
 * Pages of specs that are being written: drawn in the browser from data that is made anew at every change, so that they are
 * seen at once. What draws them comes from any build by the same code.
 */
export function livePages(options: PagesOptions): PortalPages {
  const { reader, sandbox, specsDir, services, publicUrl, say } = options;
  const breakOff = new AbortController();
  let isOpen = false;

  const update = async (languages: Languages, withNewScores: boolean) =>
    sandbox.portal.live(await reader.pages(withNewScores), faultLines(languages));

  return {
    async open() {
      const languages = await reader.languages();
      const build = await findBuildOf(languages.hashes, specsDir, publicUrl);
      const dir = build.done ? build.dir : (build.alike ?? build.dir);
      try {
        if (dir === build.dir && !build.done) {
          say('Building the portal. This happens once; the sandbox can be used meanwhile.');
          const onProgress = (line: string) => {
            sandbox.portal.building(line);
            say(`  ${line}`);
          };
          await buildPortal(dir, { specsDir, services, publicUrl, onProgress, signal: breakOff.signal });
        }
        isOpen = true;
        await update(languages, true);
        await sandbox.portal.ready(dir);
      } catch (error) {
        if (breakOff.signal.aborted) return;
        say(errorMessage(error));
        return say('The sandbox goes on without pages. Correct what is named above and start again.');
      }
      say(`The portal is ready, and open pages follow what is saved: ${publicUrl}/`);
    },
    async update(languages, withNewScores) {
      if (isOpen) await update(languages, withNewScores);
    },
    close() {
      breakOff.abort();
    },
  };
}

/** Where and why the services that cannot be read cannot be, a line each; what every language says only once. */
function faultLines({ unreadable, findings }: Languages): string[] {
  const names = new Set(unreadable);
  const faults = findings.filter(
    ({ service, severity }) => severity === 'error' && service !== null && names.has(service),
  );
  const lines = new Map<string, string>();
  for (const { service, file, line, message } of faults) {
    if (!lines.has(`${service}`)) lines.set(`${service}`, `${file}:${line}  ${message}`);
  }
  return [...lines.values()];
}
