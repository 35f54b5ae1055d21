export { type Choices, readChoices } from './choices.ts';
export { type ImportedService, importService } from './import/import-service.ts';
export { type NewService, newService } from './new-service.ts';
export { type Answers, type Ask, answersOf, completeAnswers, type Topic, type TypedAnswers } from './questions.ts';
export { ScaffoldError } from './scaffold-error.ts';
export { askIn } from './terminal.ts';
export { type ToDo, toDoOf, toDoText } from './to-do.ts';
export { type WrittenBehaviour, writeBehaviour } from './write-behaviour.ts';
