import { withTexts } from './interfaceTexts.ts';

export interface LoaderOptions {
  /** Of the language that is built, by id. */
  texts: Record<string, string>;
}

interface LoaderContext {
  getOptions(): LoaderOptions;
}

/** Bundler loader that puts the texts of the interface in their places. */
export default function interfaceTextsLoader(this: LoaderContext, source: string): string {
  return withTexts(source, this.getOptions().texts);
}
