/** All requests of the demonstration. Pure data. */
import { finished } from './finished.ts'
import { ongoing } from './ongoing.ts'

export const stories = [...finished, ...ongoing]
