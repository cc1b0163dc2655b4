/** Whether a port can be listened on: asked before the work that would be in vain. */
import { createServer } from 'node:net'

/** Fails as listening would; port 0 is always free. */
export function holdBriefly(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, () => server.close(() => resolve()))
  })
}
