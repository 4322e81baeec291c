"""Indonesian: signing in and accounts. Data only: keys as in the other language."""

TEXTS = {
    # signing in
    "sign_in": "Masuk",
    "sign_in_refused": "Nama masuk atau sandi salah, atau terlalu banyak percobaan. Coba lagi nanti.",
    "login": "Nama masuk",
    "password": "Sandi",
    "forgotten": "Lupa sandi? Minta sandi sekali pakai kepada admin.",
    "password_must": "Sandi Anda hanya untuk sekali pakai. Buat sandi baru untuk melanjutkan.",
    "password_now": "Sandi sekarang",
    "password_new": "Sandi baru",
    "password_again": "Sandi baru sekali lagi",
    "password_rule": "Paling sedikit {n} huruf, boleh berupa kalimat.",
    "password_different": "Kedua sandi baru tidak sama.",
    "password_weak": "Sandi baru terlalu pendek atau terlalu umum. Pakai paling sedikit {n} huruf.",
    "password_old": "Sandi sekarang salah.",
}
