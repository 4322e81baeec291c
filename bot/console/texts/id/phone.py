"""Indonesian: the phone on the screen and the privacy page. Data only: keys as in the other language."""

TEXTS = {
    # privacy, simulator
    "privacy": "Pelindungan data pribadi",
    "phone_title": "Coba dari ponsel",
    "phone_intro": "Tulis seperti warga menulis. Pesan menempuh jalan yang sama dengan pesan sungguhan; nomornya rekaan.",
    "phone_script": "Simulator memerlukan JavaScript.",
    "phone_skin": "Saluran",
    "phone_number": "Nomor warga",
    "phone_new": "Nomor baru",
    "phone_try": "Contoh pertanyaan",
    "phone_try_1": "gmn cr dftr nib",
    "phone_try_2": "bikin warung kopi perlu izin apa aja?",
    "phone_try_3": "oss sama perizinan digital bedanya apa min",
    "phone_try_4": "mau ngomong sama orang",
    "phone_console": "Konsol petugas",
    "phone_online": "online",
    "phone_hint": "Pesan di sini tidak keluar dari komputer ini. Jangan menulis data pribadi sungguhan.",
    "phone_typing": "sedang mengetik",
    "phone_attach": "Lampirkan foto atau berkas",
    "phone_say": "Tulis pesan",
    "phone_lost": "Sambungan terputus, mencoba lagi...",
    "phone_refused": "Berkas itu tidak dapat dikirim. Pakai foto JPEG atau PNG, PDF, atau suara OGG sampai 5 MB.",
    "tick_sending": "sedang dikirim",
    "tick_sent": "terkirim",
    "tick_delivered": "sampai",
    "tick_read": "dibaca",
}
