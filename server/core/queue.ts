/** The work queues: what waits for somebody, what is late, what is due today. Pure. */
export const queues = ['mine', 'all', 'late', 'due_today'] as const
export type Queue = (typeof queues)[number]

type Counts = Record<Exclude<Queue, 'mine'>, number>

/** How many requests stand in each queue: of all that somebody may see, and of those that wait for them. */
export type QueueCounts = { all: Counts; mine: Counts }
