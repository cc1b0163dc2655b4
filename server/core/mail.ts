/** A message as plain text and as simple HTML that loads nothing. Pure. */

/** What a message says, in the order in which it is read. */
export type Letter = {
  subject: string
  greeting: string
  lead: string
  facts: [label: string, value: string][]
  note: { label: string; text: string } | null
  lists: { title: string; lines: string[] }[]
  link: { label: string; url: string } | null
  closing: string[]
  footer: string
}

/** One line without control characters: nothing that people typed can begin another header. */
export const oneLine = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

export function asText(letter: Letter): string {
  const { greeting, lead, facts, note, lists, link, closing, footer } = letter
  const width = Math.max(0, ...facts.map(([label]) => label.length))
  return [
    greeting,
    lead,
    facts.map(([label, value]) => `${label.padEnd(width)} : ${value}`).join('\n'),
    note ? `${note.label}:\n${note.text.replace(/^/gm, '  ')}` : '',
    ...lists.map(({ title, lines }) => `${title}\n${lines.map((line) => `- ${line}`).join('\n')}`),
    link ? `${link.label}:\n${link.url}` : '',
    closing.join('\n'),
    `--\n${footer}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign]!)
const lines = (text: string) => escape(text).replace(/\r?\n/g, '<br>')

export function asHtml(letter: Letter, language: string): string {
  const { subject, greeting, lead, facts, note, lists, link, closing, footer } = letter
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" align="left" valign="top" style="padding:2px 16px 2px 0;font-weight:normal;color:#44565f">${escape(label)}</th><td style="padding:2px 0">${lines(value)}</td></tr>`,
  )
  const parts = [
    `<p>${lines(greeting)}</p>`,
    `<p>${lines(lead)}</p>`,
    rows.length > 0 ? `<table cellspacing="0" cellpadding="0">${rows.join('')}</table>` : '',
    note
      ? `<p style="margin-bottom:4px">${escape(note.label)}:</p><blockquote style="margin:0;padding:8px 12px;border-left:3px solid #0b4f58;background:#edf1f3">${lines(note.text)}</blockquote>`
      : '',
    ...lists.map(
      ({ title, lines: all }) =>
        `<p style="margin-bottom:4px"><strong>${escape(title)}</strong></p><ul style="margin-top:0">${all.map((line) => `<li>${lines(line)}</li>`).join('')}</ul>`,
    ),
    link ? `<p><a href="${escape(link.url)}">${escape(link.label)}</a></p>` : '',
    `<p>${closing.map(escape).join('<br>')}</p>`,
    `<p style="color:#44565f;font-size:12px">${lines(footer)}</p>`,
  ]
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1b2a31">${parts.join('\n')}</body></html>`
}
