/** Every label of the back office by language, to be merged with a host's own messages. */
import { en } from './en.ts'
import { id } from './id.ts'

export const messages = { id, en }
