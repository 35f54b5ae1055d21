export { placeholdersIn } from './format-text.ts';
export { type Language, readLanguages } from './languages.ts';
export type { Message, MessageValue, MessageValues } from './message.ts';
export { missingInFile, missingInFolder, missingInPages, type TextProblem } from './missing-texts.ts';
export {
  openPlatformTexts,
  PLATFORM_MESSAGES,
  PLATFORM_PROBLEMS,
  RULE_TEXTS,
  readSourceMessages,
} from './platform-texts.ts';
export { type Recognizer, recognizerOf } from './recognize.ts';
export { openTexts, readTextFolder, type TextFolder, type Texts } from './texts.ts';
export { readTranslated, translationOf } from './translated-file.ts';
