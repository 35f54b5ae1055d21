export { placeholdersIn } from './format-text.ts';
export { type Language, readLanguages } from './languages.ts';
export type { Message, MessageValue, MessageValues } from './message.ts';
export { missingInFile, missingInFolder, type TextProblem } from './missing-texts.ts';
export { openTexts, type TextFolder, type Texts } from './texts.ts';
export { readTranslated, translationOf } from './translated-file.ts';
