"""A small catalogue for the tests of matching, and an encoder that needs no model."""

from itertools import pairwise

import numpy as np

from intents import Matcher, Phrase

LEXICON = (("ora", "tidak"), ("piye", "bagaimana"), ("si peri etnik", "siperietnik"), ("pang", ""))

TOPICS = {
    "nib-biaya": (
        "berapa biaya membuat nib", "bikin nib gratis atau bayar", "nib bayar ga min",
        "apakah penerbitan nib dikenakan biaya", "ada pungutan untuk nib tidak", "ongkos bikin nib brp",
    ),
    "nib-lama": (
        "berapa lama nib terbit", "nib jadi berapa hari", "proses nib lama tidak",
        "kapan nib saya keluar", "nib sehari bisa jadi ga", "nib brp hari kelar",
    ),
    "nib-syarat-perorangan": (
        "syarat nib usaha perorangan apa saja", "mau buat nib sendiri siapkan apa", "dokumen nib untuk warung pribadi",
        "ktp saja cukup kah untuk nib perorangan", "berkas nib usaha perorangan", "data apa untuk nib atas nama sendiri",
    ),
    "nib-syarat-badan": (
        "syarat nib untuk cv", "pt kami mau nib dokumennya apa", "nib koperasi butuh akta apa",
        "berkas nib badan usaha cv dan pt", "nib yayasan syaratnya apa", "nib perseroan siapkan apa saja",
    ),
    "jam-layanan": (
        "kantor buka jam berapa", "jam pelayanan loket", "loket tutup pukul berapa",
        "jam istirahat kantor kapan", "pelayanan sampai jam berapa ya", "jam brp loketnya buka",
    ),
    "hari-libur": (
        "sabtu buka tidak", "hari minggu ada pelayanan kah", "tanggal merah kantor libur ya",
        "cuti bersama tetap buka kah", "sabtu minggu libur ga", "kantor libur hari apa saja",
    ),
    "oss-daftar": (
        "cara daftar akun oss", "bagaimana membuat hak akses oss", "mau daftar oss mulai dari mana",
        "langkah registrasi oss", "bikin akun oss gimana", "cara pendaftaran oss pertama kali",
    ),
    "oss-kode-verifikasi": (
        "kode verifikasi oss tidak masuk", "otp oss belum datang", "kodenya ga masuk masuk ke hp",
        "kirim ulang kode verifikasi tetap kosong", "sms kode oss tidak sampai", "kode aktivasi oss tidak muncul",
    ),
    "bongkar-trotoar": (
        "izin bongkar trotoar untuk jalan masuk ruko", "mau potong trotoar depan toko urus di mana", "bongkar trotoar perlu izin apa",
        "trotoar depan rumah mau dibongkar", "galian trotoar untuk pipa izinnya", "syarat izin bongkar trotoar",
    ),
    "izin-sekolah": (
        "izin mendirikan sekolah swasta", "izin operasional tk baru", "mau buka kursus menjahit izinnya apa",
        "syarat mendirikan smp yayasan", "izin paud urus ke mana", "perpanjang izin operasional sekolah",
    ),
    "sip-dokter": (
        "sip dokter umum syaratnya apa", "surat izin praktik dokter gigi", "dokter mau urus SIP di mana",
        "izin praktik dokter spesialis", "SIP dokter baru lulus internship", "cara mengajukan sip dokter",
    ),
    "terima-kasih": (
        "terima kasih", "makasih ya min", "sip makasih", "oke terima kasih banyak", "sip pak mantap", "thanks infonya",
    ),
}  # fmt: skip
ELSEWHERE = {
    "kependudukan": (
        "cara membuat ktp baru", "ktp hilang lapor ke mana", "kartu keluarga pecah kk gimana",
        "bikin akta kelahiran anak", "ktp rusak ganti di mana", "bikin ktp syaratnya apa", "bikin ktp bayar ga",
    ),
    "sim-skck": (
        "perpanjang sim c di mana", "surat izin mengemudi mati", "biaya bikin sim a", "skck online gimana",
        "syarat surat izin mengemudi", "bikin sim tes nya susah ga",
    ),
    "sekolah-pendaftaran": (
        "daftar sekolah smp kapan dibuka", "ppdb online caranya", "pendaftaran siswa baru sd",
        "daftar sekolah anak zonasi", "kip sekolah daftar di mana",
    ),
    "izin-pribadi": (
        "izin tidak masuk kerja hari ini", "saya izin tidak masuk sekolah karena sakit", "mohon izin tidak hadir rapat",
        "izin pulang cepat ya bu", "anak saya izin tidak masuk hari ini",
    ),
}  # fmt: skip


def phrases():
    found = [Phrase(entry, text) for entry, texts in TOPICS.items() for text in texts]
    return found + [
        Phrase(e, text, outside=True) for e, texts in ELSEWHERE.items() for text in texts
    ]


def matcher(encoder=None):
    return Matcher.fit(phrases(), lexicon=LEXICON, encoder=encoder)


class LetterEncoder:
    """Counts letter pairs: alike texts get alike vectors, and no model is needed."""

    name = "letters-1"

    def encode(self, texts):
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for a, b in pairwise(text):
                row[(ord(a) * 31 + ord(b)) % 64] += 1
        return vectors
