"""How a page names its classes: in four languages, in BEM, hashed, with utilities, or hardly at all."""

from __future__ import annotations

import random
from dataclasses import dataclass
from html import escape

NAMINGS = ("en", "de", "fr", "es", "bem", "hashed", "utility", "none")
FRAMEWORKS = ("semantic", "hashed", "wordpress", "table", "wrappers", "breaks")
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
UTILITIES = ("flex", "mt-4", "mb-6", "text-sm", "leading-7", "grid", "p-3", "gap-2", "w-full", "font-bold", "max-w-2xl")
NAMES = {  # role: its class in English, German, French and Spanish naming
    "article": ("article", "artikel", "article-principal", "articulo"),
    "body": ("article-body", "artikeltext", "corps", "cuerpo-noticia"),
    "para": ("paragraph", "absatz", "paragraphe", "parrafo"),
    "head": ("headline", "ueberschrift", "titre", "titular"),
    "by": ("byline", "autorzeile", "signature", "firma"),
    "date": ("pubdate", "datum", "date-publication", "fecha"),
    "kicker": ("kicker", "dachzeile", "surtitre", "antetitulo"),
    "rail": ("related", "weitere-artikel", "a-lire-aussi", "relacionados"),
    "card": ("teaser", "anreisser", "accroche", "entradilla"),
    "share": ("share-bar", "teilen", "partage", "compartir"),
    "foot": ("footer", "fusszeile", "pied-de-page", "pie"),
    "menu": ("main-menu", "hauptmenue", "menu-principal", "menu"),
    "comments": ("comments", "kommentare", "commentaires", "comentarios"),
    "comment": ("comment", "kommentar", "commentaire", "comentario"),
    "promo": ("promo-box", "eigenwerbung", "encart", "promo"),
    "news": ("newsletter", "newsletter-anmeldung", "lettre", "boletin"),
    "tags": ("tags", "schlagworte", "mots-cles", "etiquetas"),
    "bio": ("author-bio", "autoreninfo", "auteur", "autor-ficha"),
    "legal": ("legal", "rechtliches", "mentions", "aviso"),
    "ad": ("ad-label", "anzeige", "pub", "publi"),
    "error": ("error-message", "fehlermeldung", "erreur", "mensaje-error"),
    "consent": ("cookie-consent", "einwilligung", "bandeau-cookies", "aviso-cookies"),
    "next": ("next-article", "naechster-artikel", "suivant", "siguiente"),
    "post": ("live-post", "ticker-eintrag", "billet-direct", "entrada-directo"),
    "figure": ("image", "bild", "illustration", "imagen"),
    "caption": ("caption", "bildunterschrift", "legende", "pie-foto"),
    "credit": ("credit", "bildnachweis", "credit-photo", "credito"),
    "pay": ("paywall", "bezahlschranke", "abonnez", "muro-pago"),
    "print": ("print-version", "druckansicht", "impression", "version-imprimir"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """One site's way of naming."""

    naming: str
    salt: int

    def name(self, role: str) -> str:
        """Return the class of a role; the same for the same role of the same site."""
        seeded = random.Random(f"{self.salt} {role}")
        if self.naming == "hashed":
            return "".join(seeded.choices(LETTERS, k=7))
        if self.naming == "utility":
            return " ".join(seeded.sample(UTILITIES, 4))
        if self.naming == "bem":
            return f"c-{NAMES[role][0]} c-{NAMES[role][0]}--{seeded.choice(('wide', 'default', 'm', 'primary'))}"
        if self.naming == "none":
            return ""
        return NAMES[role][("en", "de", "fr", "es").index(self.naming)]

    def tag(self, tag: str, role: str, inner: str, attributes: str = "") -> str:
        """Return an element with the class of its role; `inner` is HTML."""
        named = self.name(role)
        shown = f' class="{named}"' if named else ""
        return f"<{tag}{shown}{' ' + attributes if attributes else ''}>{inner}</{tag}>\n"


def text(words: str) -> str:
    """Return plain words as HTML."""
    return escape(words, quote=False)


def items(look: Look, role: str, lines: tuple[str, ...], tag: str = "li") -> str:
    """Return lines of plain words as elements of one kind."""
    return "".join(look.tag(tag, role, text(line)) for line in lines)


def link(words: str, href: str = "/") -> str:
    """Return a link."""
    return f'<a href="{href}">{text(words)}</a>'
