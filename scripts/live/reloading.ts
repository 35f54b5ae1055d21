import { dirname } from 'node:path';
import type { RenewableMockEngine } from '@dpi/mocks';
import type { Sandbox } from '@dpi/sandbox';
import { countryFiles } from '@dpi/specs/country-files';
import { errorMessage } from '@dpi/specs/error-message';
import type { CatalogueReader } from './catalogue-reader.ts';
import type { Languages } from './protocol.ts';
import type { ReadCatalogue } from './read-catalogue.ts';
import { reloadReport, scoreReport, translationReport } from './report.ts';
import { type Watching, watchFiles } from './watch.ts';

export interface ReloadOptions {
  reader: CatalogueReader;
  /** What the sandbox answers for now. */
  read: ReadCatalogue;
  mocks: RenewableMockEngine;
  sandbox: Pick<Sandbox, 'replace'>;
  specsDir: string;
  /** Gets lines for whoever looks at the terminal. */
  say: (line: string) => void;
  /** Called after calls are answered anew, and again when there are new scores. */
  onReloaded: (languages: Languages, withNewScores: boolean) => Promise<void>;
}

/** Keeps the sandbox at what the specs say. */
export class Reloading {
  readonly #options: ReloadOptions;
  #read: ReadCatalogue;
  #mocks: RenewableMockEngine;
  /** What the last scores are of. */
  #scored: ReadCatalogue;
  #languages: Languages | null = null;
  /** Whether something was left undone so that a newer change is answered first. */
  #isBehind = false;
  #watching: Watching | null = null;
  #trouble = '';
  /** One at a time: what was read earlier must not replace what was read later. */
  #turn: Promise<void> = Promise.resolve();

  constructor(options: ReloadOptions) {
    this.#options = options;
    this.#read = options.read;
    this.#scored = options.read;
    this.#mocks = options.mocks;
  }

  /** Gives every service its score. They are shown beside the services, and no call waits for them. */
  assess(): Promise<void> {
    return this.#inTurn(() => this.#assess());
  }

  /** Reads what has changed and answers by it; where nothing can be read, everything goes on as before. */
  reload(): Promise<void> {
    return this.#inTurn(() => this.#reload());
  }

  async #assess(): Promise<void> {
    const { reader, sandbox, say } = this.#options;
    try {
      this.#languages ??= await reader.languages();
      const catalogue = await reader.assess();
      this.#read = { ...this.#read, catalogue };
      this.#scored = this.#read;
      this.#mocks = await this.#mocks.renew(catalogue);
      sandbox.replace(catalogue, this.#mocks);
    } catch (error) {
      say(`The specs could not be scored: ${errorMessage(error)}`);
    }
  }

  /** Follows every file that is saved. Takes one watch of the system for each folder of specs, and no file of its own open. */
  watch(): Watching {
    const { specsDir, say } = this.#options;
    const { standards, journeys, personas, country } = countryFiles(specsDir);
    let told = false;
    this.#watching = watchFiles({
      trees: [specsDir, standards, journeys, personas],
      folders: [dirname(country)],
      onChange: () => this.reload(),
      onTrouble: (error) => {
        if (told) return;
        told = true;
        say(
          `Some folders cannot be watched (${error.message}): what is saved there is seen at the next start. On Linux, raise fs.inotify.max_user_watches.`,
        );
      },
    });
    return this.#watching;
  }

  async #reload(): Promise<void> {
    const { reader, sandbox, specsDir, say, onReloaded } = this.#options;
    const since = performance.now();
    try {
      const before = this.#read;
      const read = await reader.read();
      this.#trouble = '';
      const isOther = read.read.hash !== before.read.hash;
      if (isOther) {
        this.#mocks = await this.#mocks.renew(read.catalogue);
        sandbox.replace(read.catalogue, this.#mocks);
        this.#read = read;
        for (const line of reloadReport(before, read, specsDir, secondsSince(since))) say(line);
      }
      this.#isBehind ||= isOther;
      if (this.#watching?.hasMore() === true) return;
      const languages = await reader.languages();
      const spoke = this.#languages;
      if (!this.#isBehind && languages.hashes.join() === spoke?.hashes.join()) return;
      this.#languages = languages;
      await onReloaded(languages, false);
      const seconds = this.#isBehind ? null : secondsSince(since);
      for (const line of translationReport(spoke, languages, read, specsDir, seconds)) say(line);
      this.#isBehind = true;
      if (this.#watching?.hasMore() === true) return;
      this.#isBehind = false;
      const scored = this.#scored;
      await this.#assess();
      for (const line of scoreReport(scored, this.#read, specsDir)) say(line);
      await onReloaded(languages, true);
    } catch (error) {
      const trouble = errorMessage(error);
      if (trouble !== this.#trouble) say(`${trouble}\n  Everything goes on as before.`);
      this.#trouble = trouble;
    }
  }

  #inTurn(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(step);
    return this.#turn;
  }
}

function secondsSince(since: number): number {
  return (performance.now() - since) / 1000;
}
