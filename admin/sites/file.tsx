/** Takes the register away as it is filtered and sorted: every row, as a file. */
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useState } from 'react'
import { useListContext, useTranslate } from 'react-admin'
import { useApi } from '../client.ts'

const formats = ['xlsx', 'csv'] as const

export function SitesFile() {
  const t = useTranslate()
  const api = useApi()
  const { filterValues, sort, total } = useListContext()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  return (
    <>
      <Button
        size="small"
        startIcon={<DownloadIcon />}
        disabled={total === 0}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('ra.action.export')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        {formats.map((format) => (
          <MenuItem
            key={format}
            component="a"
            download
            href={api.sitesFile('sites', format, filterValues, [sort.field, sort.order])}
            onClick={close}
          >
            {format.toUpperCase()}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
