/** Which way packets go on this machine: the batched one where its kernel offers it, else the portable one. */
import { createBatchedPort } from './batched.ts'
import { createDgramPort } from './dgram.ts'
import { kernel } from './kernel.ts'
import type { Port } from './port.ts'

export const createPort = (): Port => (kernel ? createBatchedPort(kernel) : createDgramPort())
