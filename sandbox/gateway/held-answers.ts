import type { ServerResponse } from 'node:http';

/** Answers that are held back at a time: of one team, and of all. */
const MAX_OF_TEAM = 100;
const MAX = 2000;

/** Answers that are given later than they could be. */
export class HeldAnswers {
  readonly #ofTeam = new Map<string, number>();
  #all = 0;

  /**
   * @param then called once, after `delay` milliseconds, or as soon as the caller has gone
   * @returns false where so many are held already that this one is to be given at once
   */
  hold(team: string, delay: number, res: ServerResponse, then: (isGone: boolean) => void): boolean {
    const ofTeam = this.#ofTeam.get(team) ?? 0;
    if (ofTeam >= MAX_OF_TEAM || this.#all >= MAX) return false;
    this.#ofTeam.set(team, ofTeam + 1);
    this.#all += 1;
    const finish = (isGone: boolean) => {
      clearTimeout(timer);
      res.off('close', gone);
      const left = (this.#ofTeam.get(team) ?? 1) - 1;
      if (left === 0) this.#ofTeam.delete(team);
      else this.#ofTeam.set(team, left);
      this.#all -= 1;
      then(isGone);
    };
    const gone = () => finish(true);
    const timer = setTimeout(finish, delay, false);
    res.once('close', gone);
    return true;
  }
}
