import { matching } from './input.ts';

/** A name of something in a world, or of a call to it. */
export const worldName = matching(/^[^\p{Cc}]{1,300}$/u, { id: 'control.world.violation.name' });
