"""What a page is: a blueprint, its place in the menu, and the permission that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint

PUBLIC = "public"
TRIAL = "trial"  # public while no provider is configured, afterwards admins only


@dataclass(frozen=True)
class Page:
    """One page of the console; its file is collected from `pages/`.

    `permission` is one of bot/model/officer.py, PUBLIC or TRIAL, and holds for every route of the
    blueprint. A page with a label stands in the menu and has a view function `show`.
    """

    blueprint: Blueprint
    label: str  # key of its name in the menu; "" keeps it out
    permission: str
    place: int = 0  # in the menu, from the left
    largest: int = 256 * 1024  # bytes of a request that it reads
