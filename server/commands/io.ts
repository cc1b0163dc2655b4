/** What every command is given: its streams, and how it says no. */
export type Io = { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream }

/** Exit codes of the command line (DESIGN, contracts). */
export const EXIT = { ok: 0, failed: 1, badArguments: 2, unknown: 3 } as const

/** Says what is wrong with the arguments and how to do it right, and gives the exit code. */
export function usage({ stderr }: Io, problem: string, help: string): number {
  stderr.write(`alih: ${problem}\n\n${help}\n`)
  return EXIT.badArguments
}

/** The message of an error of `parseArgs`, or of anything else that was thrown. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Text from outside, without what would move a terminal's cursor or colour. */
export const plain = (text: string) => text.replace(/\p{Cc}+/gu, ' ')
