/** Whether a reply denies that a name exists, in either of the two ways. Pure. */
import type { Answer } from '../../server/core/observation.ts'

/**
 * By the rcode, or the compact way: NOERROR with an NSEC at the very name that holds NXNAME (RFC 9824 §3.1). Without
 * NXNAME, as servers older than that wrote it, a free name cannot be told from an empty one, and neither is claimed.
 */
export const denies = ({ rcode, authorities }: Answer, name: string): boolean =>
  rcode === 'NXDOMAIN' ||
  authorities.some((r) => r.type === 'NSEC' && r.name === name && r.value.split(' ').includes('NXNAME'))
