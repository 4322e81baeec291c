"""English: the phone on the screen and the privacy page. Data only: keys as in the other language."""

TEXTS = {
    # privacy, simulator
    "privacy": "Protection of personal data",
    "phone_title": "Try it on a phone",
    "phone_intro": "Write as a citizen would. Messages take the same road as real ones; the number is made up.",
    "phone_script": "The simulator needs JavaScript.",
    "phone_skin": "Channel",
    "phone_number": "Citizen's number",
    "phone_new": "New number",
    "phone_try": "Things to ask",
    "phone_try_1": "gmn cr dftr nib",
    "phone_try_2": "bikin warung kopi perlu izin apa aja?",
    "phone_try_3": "oss sama perizinan digital bedanya apa min",
    "phone_try_4": "mau ngomong sama orang",
    "phone_console": "Officers' console",
    "phone_online": "online",
    "phone_hint": "Messages here do not leave this computer. Do not write real personal data.",
    "phone_typing": "typing",
    "phone_attach": "Attach a photo or file",
    "phone_say": "Write a message",
    "phone_lost": "Connection lost, trying again...",
    "phone_refused": "That file cannot be sent. Use a JPEG or PNG photo, a PDF or an OGG voice note of up to 5 MB.",
    "tick_sending": "being sent",
    "tick_sent": "sent",
    "tick_delivered": "delivered",
    "tick_read": "read",
}
