/** Choosing a file whose text is to be looked at, with an example of it. */
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useRef } from 'react'

type FileProps = { label: string; accept: string; busy: boolean; onFile: (file: File) => void }

export function FileButton({ label, accept, busy, onFile }: FileProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<UploadIcon />}
        loading={busy}
        onClick={() => input.current?.click()}
        sx={{ mt: 1 }}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) onFile(file)
          target.value = ''
        }}
      />
    </>
  )
}

export const Example = ({ children }: { children: string }) => (
  <Box component="pre" tabIndex={0} sx={example}>
    {children}
  </Box>
)

const example = {
  fontSize: '.8rem',
  color: 'text.secondary',
  backgroundColor: 'background.default',
  borderRadius: 1,
  p: 1.25,
  mt: 2,
  mb: 0,
  overflowX: 'auto',
} as const
