/** Where the board of the six steps is, below the resource's own page, which is the table. */
export const BOARD = 'papan'
