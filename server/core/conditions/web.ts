/** Group H, and what a single look tells of group S: what the web servers of both names show. Pure data. */
import type { Condition } from './condition.ts'

export const web = {
  H01: {
    name: 'NO_CONNECTION',
    level: 'error',
    stop: true,
    source: 'RFC 9110 §4.2',
    message: {
      id: 'Server web {subject} tidak dapat dihubungi: {seen}.',
      en: 'The web server of {subject} cannot be reached: {seen}.',
    },
    remedy: {
      id: 'Pastikan layanan web berjalan pada alamat itu dan port 80 serta 443 terbuka di firewall, untuk IPv4 maupun IPv6.',
      en: 'Make sure that the web service runs at that address and that ports 80 and 443 are open in the firewall, for IPv4 and IPv6 alike.',
    },
  },
  H02: {
    name: 'WRONG_SITE',
    level: 'error',
    stop: true,
    source: 'RFC 9110 §7.2',
    message: {
      id: '{subject} menampilkan situs yang bukan semestinya: {seen}.',
      en: '{subject} shows a site that is not its own: {seen}.',
    },
    remedy: {
      id: 'Buat virtual host untuk {subject} di panel hosting dan arahkan ke direktori aplikasi yang benar, untuk http dan https.',
      en: 'Create the virtual host of {subject} in the hosting panel and point it at the right application directory, for http and https.',
    },
  },
  H03: {
    name: 'CONTENT_DIFFERS',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: 'Halaman muka {subject} jauh berbeda dari halaman situs sebelum perubahan nama: {seen}.',
      en: 'The home page of {subject} differs much from the page before the rename: {seen}.',
    },
    remedy: {
      id: 'Bandingkan halaman itu dengan situs lama; bila memang sengaja diubah, tidak ada yang perlu dilakukan.',
      en: 'Compare the page with the old site; if it was changed on purpose, nothing needs to be done.',
    },
  },
  H04: {
    name: 'SERVER_ERROR_OR_NOT_FOUND',
    level: 'error',
    stop: false,
    source: 'RFC 9110 §15.5, §15.6',
    message: {
      id: 'Halaman muka {subject} menjawab dengan kesalahan: {seen}.',
      en: 'The home page of {subject} answers with an error: {seen}.',
    },
    remedy: {
      id: 'Periksa log aplikasi, direktori dokumen dan daftar nama host yang diizinkan oleh aplikasi.',
      en: 'Check the application log, the document root, and the list of host names that the application allows.',
    },
  },
  H05: {
    name: 'NEEDS_LOGIN',
    level: 'info',
    stop: false,
    source: 'RFC 9110 §15.5.2, §15.5.4',
    message: {
      id: '{subject} meminta pengguna masuk terlebih dahulu ({seen}); untuk aplikasi hal ini wajar.',
      en: '{subject} asks its users to sign in first ({seen}); that is normal for an application.',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  H06: {
    name: 'OLD_REDIRECTS_RIGHT',
    level: 'pass',
    stop: false,
    source: 'RFC 9110 §15.4.2, §15.4.9',
    message: {
      id: '{subject} mengalihkan pengunjung secara permanen ke {seen}, lengkap dengan jalur dan kuerinya.',
      en: '{subject} redirects its visitors permanently to {seen}, path and query kept.',
    },
    remedy: { id: 'Tidak ada yang perlu dilakukan.', en: 'Nothing needs to be done.' },
  },
  H07: {
    name: 'OLD_REDIRECTS_TEMPORARILY',
    level: 'warning',
    stop: false,
    source: 'RFC 9110 §15.4.3, §15.4.4, §15.4.8',
    message: {
      id: '{subject} mengalihkan hanya sementara ({seen}); mesin pencari akan tetap memakai nama lama.',
      en: '{subject} redirects only temporarily ({seen}); search engines will keep the old name.',
    },
    remedy: {
      id: 'Ganti kode pengalihan menjadi 301 atau 308.',
      en: 'Change the redirect’s status code to 301 or 308.',
    },
  },
  H08: {
    name: 'PATH_OR_QUERY_LOST',
    level: 'warning',
    stop: false,
    source: 'RFC 9110 §15.4',
    message: {
      id: 'Pengalihan dari {subject} menghilangkan jalur atau kueri: {expected} diharapkan, {seen} yang terjadi.',
      en: 'The redirect of {subject} loses the path or the query: {expected} was expected, {seen} was seen.',
    },
    remedy: {
      id: 'Sertakan jalur dan kueri permintaan dalam aturan pengalihan, misalnya `return 308 https://nama-baru$request_uri` pada nginx.',
      en: 'Carry the request’s path and query in the redirect rule, for example `return 308 https://new-name$request_uri` in nginx.',
    },
  },
  H09: {
    name: 'METHOD_MAY_CHANGE',
    level: 'notice',
    stop: false,
    source: 'RFC 9110 §15.4.2, §15.4.3',
    message: {
      id: '{subject} tampaknya melayani API, dan pengalihan dengan kode {seen} dapat mengubah POST menjadi GET.',
      en: '{subject} seems to serve an API, and a redirect with status {seen} may turn POST into GET.',
    },
    remedy: {
      id: 'Gunakan kode 308 (permanen) atau 307 (sementara).',
      en: 'Use status 308 (permanent) or 307 (temporary).',
    },
  },
  H10: {
    name: 'NEW_SENDS_BACK_TO_OLD',
    level: 'error',
    stop: true,
    source: 'SOP step 4',
    message: {
      id: '{subject} mengirim pengunjung kembali ke nama lama: {seen}.',
      en: '{subject} sends its visitors back to the old name: {seen}.',
    },
    remedy: {
      id: 'Ubah alamat dasar (base URL) di pengaturan aplikasi ke nama baru, lalu kosongkan tembolok aplikasi.',
      en: 'Change the base URL in the application’s settings to the new name, then clear the application’s cache.',
    },
  },
  H11: {
    name: 'LOOP_OR_TOO_MANY_HOPS',
    level: 'error',
    stop: true,
    source: 'RFC 9110 §15.4',
    message: {
      id: 'Pengalihan dari {subject} berputar atau terlalu panjang: {seen}.',
      en: 'The redirects from {subject} go round in a circle or are too many: {seen}.',
    },
    remedy: {
      id: 'Periksa aturan pengalihan di server web, aplikasi dan proksi: hanya satu di antaranya yang boleh mengalihkan ke https atau ke nama lain.',
      en: 'Check the redirect rules of the web server, the application and the proxy: only one of them should send to https or to another name.',
    },
  },
  H12: {
    name: 'DOWNGRADE',
    level: 'error',
    stop: false,
    source: 'RFC 9110 §4.2.2',
    message: {
      id: 'Pengalihan dari {subject} turun dari https ke http: {seen}.',
      en: 'The redirects from {subject} go down from https to http: {seen}.',
    },
    remedy: {
      id: 'Alihkan langsung ke alamat https.',
      en: 'Redirect to the https address at once.',
    },
  },
  H13: {
    name: 'LEAVES_ALLOWED_NAMES',
    level: 'error',
    stop: false,
    source: 'Alih',
    message: {
      id: '{subject} mengalihkan pengunjung ke {seen}, bukan ke {expected}.',
      en: '{subject} redirects its visitors to {seen}, not to {expected}.',
    },
    remedy: {
      id: 'Perbaiki tujuan pengalihan; periksa juga kemungkinan situs telah diretas.',
      en: 'Correct the redirect’s target; consider also that the site may have been broken into.',
    },
  },
  H14: {
    name: 'PAGE_REDIRECT_ONLY',
    level: 'notice',
    stop: false,
    source: 'HTML Living Standard §4.2.5.3',
    message: {
      id: '{subject} mengalihkan hanya lewat isi halaman (meta refresh atau skrip): {seen}.',
      en: '{subject} redirects only from within its page (meta refresh or script): {seen}.',
    },
    remedy: {
      id: 'Gunakan pengalihan HTTP 301 atau 308 di server web.',
      en: 'Use an HTTP redirect, 301 or 308, in the web server.',
    },
  },
  H15: {
    name: 'OLD_NAME_IN_PAGE',
    level: 'notice',
    stop: false,
    source: 'SOP (information must follow the name)',
    message: {
      id: 'Halaman {subject} masih menyebut nama lama {expected}: {seen}.',
      en: 'The page of {subject} still names the old name {expected}: {seen}.',
    },
    remedy: {
      id: 'Ganti nama lama pada tautan, canonical, sitemap, formulir, kebijakan CSP dan kuki di pengaturan serta basis data aplikasi.',
      en: 'Replace the old name in links, canonical, the sitemap, forms, the CSP and cookies, in the application’s settings and database.',
    },
  },
  H16: {
    name: 'CHECKER_BLOCKED',
    level: 'notice',
    stop: false,
    source: 'RFC 6585 §4, RFC 9110 §15.5.4',
    message: {
      id: 'Keadaan web {subject} tidak dapat dipastikan dari pemeriksa ini: {seen}.',
      en: 'How {subject} fares on the web cannot be told from this checker: {seen}.',
    },
    remedy: {
      id: 'Izinkan alamat pemeriksa pada firewall aplikasi, atau periksa situs itu dengan peramban.',
      en: 'Admit the checker’s address in the application’s firewall, or look at the site with a browser.',
    },
  },
  H17: {
    name: 'OLD_SAYS_GONE',
    level: 'pass',
    stop: false,
    source: 'RFC 9110 §15.5.11',
    message: {
      id: '{subject} menyatakan dirinya sudah tidak ada (410).',
      en: '{subject} says that it is gone (410).',
    },
    remedy: {
      id: 'Tidak ada yang perlu dilakukan, kecuali bila nama lama seharusnya mengalihkan ke nama baru.',
      en: 'Nothing needs to be done, unless the old name should redirect to the new one.',
    },
  },
  H18: {
    name: 'OLD_STILL_SERVES_CONTENT',
    level: 'warning',
    stop: false,
    source: 'SOP (information must follow the name)',
    message: {
      id: 'Nama lama {subject} masih menampilkan isi sendiri: {seen}.',
      en: 'The old name {subject} still shows content of its own: {seen}.',
    },
    remedy: {
      id: 'Pasang pengalihan permanen ke nama baru, atau hapus situs lama dari panel bila memang harus dihapus.',
      en: 'Install a permanent redirect to the new name, or remove the old site from the panel if it is to be removed.',
    },
  },
  S04: {
    name: 'DEAD_SITE',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: 'DNS {subject} benar, tetapi situsnya sudah lama tidak berfungsi: {seen}.',
      en: 'The DNS of {subject} is right, but its site has not worked for a long time: {seen}.',
    },
    remedy: {
      id: 'Tanyakan kepada instansi pemilik apakah situs itu masih diperlukan.',
      en: 'Ask the agency that owns it whether the site is still needed.',
    },
  },
  S05: {
    name: 'PARKED',
    level: 'warning',
    stop: false,
    source: 'Alih',
    message: {
      id: '{subject} belum berisi situs yang sesungguhnya: {seen}.',
      en: '{subject} does not hold a real site yet: {seen}.',
    },
    remedy: {
      id: 'Pasang isi situs, atau tanyakan kepada instansi pemilik kapan situs itu akan diisi.',
      en: 'Install the site’s content, or ask the agency that owns it when it will be there.',
    },
  },
  S06: {
    name: 'OLD_CONTENT',
    level: 'notice',
    stop: false,
    source: 'SOP (information must be up to date)',
    message: {
      id: 'Informasi di {subject} tampak usang: tanggal terbaru yang ditemukan {seen}.',
      en: 'The information at {subject} looks old: the newest date found is {seen}.',
    },
    remedy: {
      id: 'Minta instansi pemilik memperbarui isi situs.',
      en: 'Ask the agency that owns the site to bring it up to date.',
    },
  },
} satisfies Record<string, Condition>
