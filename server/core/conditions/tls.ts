/** Group T: what the certificates of both names show. Pure data. */
import type { Condition } from './condition.ts'

export const tls = {
  T01: {
    name: 'NAME_NOT_COVERED',
    level: 'error',
    stop: true,
    source: 'RFC 9525 §6, RFC 5280 §4.2.1.6',
    message: {
      id: 'Sertifikat yang ditunjukkan {subject} tidak mencakup nama itu, melainkan {seen}.',
      en: 'The certificate that {subject} shows does not cover that name, but {seen}.',
    },
    remedy: {
      id: 'Terbitkan sertifikat untuk {subject} (AutoSSL) dan pasang pada virtual host-nya. Tanda `*` hanya mencakup satu label.',
      en: 'Have a certificate issued for {subject} (AutoSSL) and install it at its virtual host. `*` covers one label only.',
    },
  },
  T02: {
    name: 'SELF_SIGNED',
    level: 'error',
    stop: true,
    source: 'RFC 5280 §6',
    message: {
      id: 'Peramban tidak akan memercayai sertifikat {subject}: {seen}.',
      en: 'Browsers will not trust the certificate of {subject}: {seen}.',
    },
    remedy: {
      id: 'Validasi AutoSSL kemungkinan gagal; panel mencoba lagi pada malam hari. Pastikan nama itu sudah mengarah ke server dan port 80 terbuka, lalu jalankan AutoSSL kembali.',
      en: 'AutoSSL’s validation has probably failed; the panel tries again at night. Make sure that the name points to the server and that port 80 is open, then run AutoSSL again.',
    },
  },
  T03: {
    name: 'OLD_CERT_GONE_EARLY',
    level: 'warning',
    stop: false,
    source: 'RFC 6797 §8.4, §12.1',
    message: {
      id: 'https pada nama lama {subject} gagal, sehingga pengalihannya tidak pernah terlihat: {seen}.',
      en: 'https at the old name {subject} fails, so that its redirect is never seen: {seen}.',
    },
    remedy: {
      id: 'Pertahankan sertifikat yang sah untuk nama lama selama pengalihan masih diperlukan.',
      en: 'Keep a valid certificate for the old name for as long as it must redirect.',
    },
  },
  T04: {
    name: 'EXPIRED_OR_NOT_YET_OR_SOON',
    level: 'error',
    stop: false,
    source: 'RFC 5280 §4.1.2.5',
    message: {
      id: 'Masa berlaku sertifikat {subject}: {seen}.',
      en: 'Validity of the certificate of {subject}: {seen}.',
    },
    remedy: {
      id: 'Perbarui sertifikat, dan cari tahu mengapa pembaruan otomatis tidak berjalan.',
      en: 'Renew the certificate, and find out why the automatic renewal does not run.',
    },
  },
  T05: {
    name: 'CHAIN_INCOMPLETE',
    level: 'warning',
    stop: false,
    source: 'RFC 8446 §4.4.2',
    message: {
      id: 'Server {subject} tidak mengirim sertifikat perantara; sebagian perangkat dan aplikasi akan menolaknya: {seen}.',
      en: 'The server of {subject} does not send the intermediate certificate; some devices and programs will refuse it: {seen}.',
    },
    remedy: {
      id: 'Pasang rantai sertifikat lengkap (full chain) pada server web.',
      en: 'Install the full chain in the web server.',
    },
  },
  T06: {
    name: 'OTHER_SITES_CERT',
    level: 'error',
    stop: true,
    source: 'RFC 6066 §3',
    message: {
      id: '{subject} menunjukkan sertifikat situs lain ({seen}): belum ada virtual host TLS untuk nama itu.',
      en: '{subject} shows the certificate of another site ({seen}): there is no TLS virtual host for the name yet.',
    },
    remedy: {
      id: 'Aktifkan SSL untuk {subject} di panel, agar server tidak memakai virtual host bawaan.',
      en: 'Enable SSL for {subject} in the panel, so that the server does not fall back on its default virtual host.',
    },
  },
  T07: {
    name: 'CAA_FORBIDS',
    level: 'error',
    stop: false,
    source: 'RFC 8659 §3, §4',
    message: {
      id: 'Rekaman CAA di {server} tidak mengizinkan {expected} menerbitkan sertifikat untuk {subject}: {seen}.',
      en: 'The CAA records at {server} do not allow {expected} to issue a certificate for {subject}: {seen}.',
    },
    remedy: {
      id: 'Tambahkan {expected} ke rekaman CAA, atau minta sertifikat dari penerbit yang diizinkan.',
      en: 'Add {expected} to the CAA records, or request the certificate from an issuer that is allowed.',
    },
  },
  T08: {
    name: 'ACME_WILL_FAIL',
    level: 'warning',
    stop: false,
    source: 'RFC 8555 §8.3',
    message: {
      id: 'Penerbitan sertifikat {subject} dapat gagal, karena port 80 tidak dijawab di setiap alamat: {seen}.',
      en: 'The issuing of a certificate for {subject} may fail, since port 80 is not answered at every address: {seen}.',
    },
    remedy: {
      id: 'Buka port 80 pada semua alamat A dan AAAA, atau hapus alamat yang tidak terpakai dari DNS.',
      en: 'Open port 80 at all A and AAAA addresses, or remove unused addresses from the DNS.',
    },
  },
  T09: {
    name: 'HSTS_INHERITED',
    level: 'notice',
    stop: false,
    source: 'RFC 6797 §8.2, §8.3',
    message: {
      id: 'Domain induk {expected} mewajibkan https (HSTS includeSubDomains), sehingga {subject} tidak dapat dibuka lewat http.',
      en: 'The parent domain {expected} demands https (HSTS includeSubDomains), so {subject} cannot be opened over http.',
    },
    remedy: {
      id: 'Sediakan https yang sah untuk {subject} sebelum nama itu diumumkan.',
      en: 'Provide valid https for {subject} before the name is announced.',
    },
  },
} satisfies Record<string, Condition>
