/** Why nothing was written, in lines for the person who asked. */
export class ScaffoldError extends Error {
  /** 1: it cannot be done; 2: the command was used wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}
