/** Builds the back office (root: admin/) and holds the test section. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The server sends these where a browser takes them: compressed once, and as small as can be.
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      const content = Buffer.from(file.type === 'chunk' ? file.code : file.source)
      if (!/\.(js|mjs|css|svg)$/.test(name) || content.length < 1024) continue
      writeFileSync(join(dir!, `${name}.br`), brotliCompressSync(content))
      writeFileSync(join(dir!, `${name}.gz`), gzipSync(content, { level: 9 }))
    }
  },
})

/** What takes minutes comes first: begun last, it would leave the other core with nothing to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/test\/(e2e|crash)\//.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  root: here('./admin'),
  // Relative addresses: the same build works at `/` and below a host's path.
  base: './',
  plugins: [react(), precompressed()],
  build: {
    outDir: here('./dist/www'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // Three files instead of sixty: what every page needs, and what several pages share once somebody is signed in.
        codeSplitting: {
          groups: [
            { name: 'shell', tags: ['$initial'], priority: 2 },
            { name: 'shared', minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8787' } },
  test: {
    root: here('.'),
    dir: here('./test'),
    include: ['**/*.test.{ts,tsx}'],
    environment: 'node',
    pool: 'forks',
    // Most of them wait for servers and browsers: two keep two cores busy, and one would not.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is asked again and again until it holds: a busy machine takes longer than the second that is usual.
    expect: { poll: { timeout: 45_000 } },
  },
})
