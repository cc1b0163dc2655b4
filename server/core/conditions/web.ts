/** Groups H and T: what the web servers of both names show. Pure data. */
import type { Condition } from './index.ts'

export const web = {} satisfies Record<string, Condition>
