"""The pages in Indonesian, all parts together. Data only."""

from bot.console.texts.id import (
    account,
    frame,
    freshness,
    jobs,
    learning,
    parts,
    phone,
    queue,
    steering,
    studio,
    team,
    ticket,
    trying,
    words,
)

TEXTS = (
    frame.TEXTS
    | account.TEXTS
    | queue.TEXTS
    | ticket.TEXTS
    | words.TEXTS
    | steering.TEXTS
    | phone.TEXTS
    | studio.TEXTS
    | trying.TEXTS
    | learning.TEXTS
    | freshness.TEXTS
    | jobs.TEXTS
    | parts.TEXTS
    | team.TEXTS
)
