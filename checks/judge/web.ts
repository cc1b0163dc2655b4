/** Rules of group H, and of group S as far as a single look can tell. Pure. */
import { redirectRemarks } from './redirect.ts'
import type { Rule } from './remark.ts'
import { siteRemarks } from './site.ts'

/** What the web servers of both names show. Says nothing where nothing was looked at. */
export const webRules: Rule = (facts) => [...siteRemarks(facts), ...redirectRemarks(facts)]
