/** Takes the register away as it is filtered and sorted: every row, as a file. */
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { useListContext, useTranslate } from 'react-admin'
import { useApi } from '../client.ts'

const formats = ['xlsx', 'csv'] as const

type Shown = { anchor: HTMLElement; files: { format: string; url: string }[] }

export function SitesFile() {
  const t = useTranslate()
  const api = useApi()
  const { filterValues, sort, total } = useListContext()
  const [shown, setShown] = useState<Shown | null>(null)
  const close = () => setShown(null)
  const show = async (anchor: HTMLElement) => {
    const files = formats.map(async (format) => {
      const { data: url } = await api.sitesFile('sites', format, filterValues, [sort.field, sort.order])
      return { format, url }
    })
    setShown({ anchor, files: await Promise.all(files) })
  }
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        disabled={total === 0}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => void show(currentTarget)}
      >
        {t('ra.action.export')}
      </Button>
      <Menu open={shown !== null} anchorEl={shown?.anchor ?? null} onClose={close}>
        {shown?.files.map(({ format, url }) => (
          <MenuItem key={format} component="a" download href={url} onClick={close}>
            {format.toUpperCase()}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
