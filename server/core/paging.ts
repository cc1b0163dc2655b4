/** What a list says besides its rows. Pure. */

/** The header of a list that was counted only so far: its Content-Range tells the least that there are. */
export const MORE = 'x-total-at-least'
