/** Names that people take for one another. Pure. */

// Glyphs that most fonts draw alike, the longer ones first; hyphens are easily overlooked.
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/[1i|]/g, 'l'],
  [/0/g, 'o'],
  [/5/g, 's'],
  [/-/g, ''],
]

const skeleton = (name: string): string =>
  ALIKE.reduce((text, [glyph, same]) => text.replace(glyph, same), name)

/** The existing name that `name` looks like, though it is another; null when there is none. */
export function lookalike(name: string, existing: readonly string[]): string | null {
  const own = skeleton(name)
  return existing.find((other) => other !== name && skeleton(other) === own) ?? null
}
