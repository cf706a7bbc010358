"""Comparison of e-mail addresses: which ones share a mailbox, and which belong to an office rather than a person."""

import re

_GOOGLE = ("gmail.com", "googlemail.com")
_OFFICE_WORDS = """
info infos information office mail email post kontakt contact contacts contacto contatto contato hello hallo hola hi
hey ciao bonjour welcome team all everyone staff sales vertrieb verkauf ventas vendas support help helpdesk service
services customerservice kundenservice customercare care admin administration administrator webmaster postmaster
hostmaster root noreply noreplies donotreply mailerdaemon newsletter news press presse prensa media marketing pr
jobs job karriere career careers hr personal recruiting bewerbung billing accounts accounting buchhaltung invoice
invoices rechnung rechnungen finance orders order bestellung shop store booking bookings reservation reservations
reservierung reception rezeption empfang enquiries enquiry inquiries inquiry anfrage feedback privacy datenschutz
legal events event secretariat sekretariat sekretariats buero bureau praxis kanzlei assistant assistenz geral
comercial commercial direction redaktion editor notifications notification alerts updates invitations calendarnotification calendarnotifications
"""
_OFFICES = frozenset(_OFFICE_WORDS.split())
_BEGINNINGS = ("info", "office", "noreply", "sales", "support", "contact", "kontakt")
_PARTS = re.compile(r"[-._]")
_SERVICES = """
gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com icloud.com me.com mac.com aol.com
gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me
fastmail.com hey.com zoho.com mail.com mail.ru yandex.ru orange.fr wanadoo.fr free.fr laposte.net libero.it
"""
_PUBLIC = frozenset(_SERVICES.split())


def mailbox_key(address: str) -> str:
    """Equal for addresses of one mailbox: case and +tags do not matter, nor dots at Gmail."""
    address = address.strip().lower()
    if "+" in address or address.endswith(_GOOGLE):
        local, at, domain = address.rpartition("@")
        local = local.partition("+")[0] or local
        if domain in _GOOGLE:
            local, domain = local.replace(".", ""), _GOOGLE[0]
        return f"{local}{at}{domain}"
    return address


def is_office(address: str) -> bool:
    """info@, sales@, no-reply@: shared by several people, so it identifies nobody."""
    local = address.strip().lower().rpartition("@")[0].partition("+")[0]
    if not local:
        return False
    first, *rest = _PARTS.split(local)
    return local.replace("-", "").replace("_", "") in _OFFICES or (
        bool(rest) and first in _BEGINNINGS and max(map(len, rest)) <= 3
    )


def domain_of(address: str) -> str:
    """The domain of an organisation's address, or "" for public mail services."""
    domain = address.strip().lower().rpartition("@")[2]
    return "" if domain in _PUBLIC else domain
