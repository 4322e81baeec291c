"""English: signing in and accounts. Data only: keys as in the other language."""

TEXTS = {
    # signing in
    "sign_in": "Sign in",
    "sign_in_refused": "The login or the password is wrong, or there were too many tries. Try again later.",
    "login": "Login",
    "password": "Password",
    "forgotten": "Forgotten? Ask an admin for a one-time password.",
    "password_must": "Your password works only once. Choose a new one to go on.",
    "password_now": "Present password",
    "password_new": "New password",
    "password_again": "New password once more",
    "password_rule": "At least {n} characters; a sentence is fine.",
    "password_different": "The two new passwords differ.",
    "password_weak": "The new password is too short or too common. Use at least {n} characters.",
    "password_old": "The present password is wrong.",
}
