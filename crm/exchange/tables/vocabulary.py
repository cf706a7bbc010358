"""What columns are called, in the programs that write tables and in the languages they write them in.

A line is a meaning and its names: field, or field > slot > label, where columns of one slot belong together. Names are
written as `columns.plain` makes them: folded, without punctuation.
"""

SHARED = """
name: name|full name|fullname|display name|contact name|contact|fn|person|anzeigename|vollstandiger name|nom complet|nombre completo|nome completo|volledige naam
given: given name|first name|firstname|first|given|vorname|prenom|nombre|nome|voornaam|fornavn|fornamn|imie
additional: additional|additional name|middle name|middlename|weitere vornamen|zweiter vorname|deuxieme prenom|segundo nombre
family: family name|last name|lastname|last|surname|family|nachname|familienname|nom de famille|apellidos|apellido|cognome|sobrenome|achternaam|etternavn|efternamn|nazwisko
prefix: name prefix|prefix|salutation|honorific|anrede|namensprafix
suffix: name suffix|suffix|namenssuffix
nickname: nickname|nick name|nick|spitzname|surnom|apodo|alias
note: notes|note|comment|comments|notizen|notiz|bemerkung|bemerkungen|kommentar|remarques|notas
uid: uid
file_as: file as
organization: organization|organisation|organization name|company|company name|firm|employer|account name|firma|unternehmen|firmenname|arbeitgeber|entreprise|societe|empresa|azienda|bedrijf
title: job title|jobtitle|position|role|organization title|occupation|beruf|berufsbezeichnung|arbeitstitel|poste|fonction|cargo|puesto|funktion
department: department|organization department|abteilung|service|departamento
email > 1: email|emails|email address|mail|email value|primary email|email primary|work email|main email|primare email adresse|email adresse|e mailadresse|mailadresse|adresse email|adresse e mail|correo|correo electronico|direccion de correo electronico|indirizzo email|endereco de email
email > 2: secondary email|second email|other email|alternative email|sekundare email adresse
email > home > home: home email|personal email|private email|email privat|email home
email > work > work: business email|email work|email geschaftlich|office email
phone > 1: phone|phones|phone number|telephone|telephone number|tel|telefon|telefonnummer|telefono|telefone|numero de telephone|phone value|contact number
phone > main > main: primary phone|main phone|haupttelefon
phone > cell > cell: mobile phone|mobile|mobile number|cell|cell phone|cellphone|mobiltelefon|handy|mobil|mobil tel nr|mobilnummer|handynummer|portable|movil|celular|cellulare
phone > home > home: home phone|phone home|telefon privat|tel privat|private phone
phone > work > work: business phone|work phone|phone work|office phone|telefon geschaftlich|tel dienstlich|telefon dienstlich|telefon firma
phone > other > other: other phone|weiteres telefon
phone > company > company main: company main phone
phone > car > car: car phone|autotelefon
phone > radio > radio: radio phone|funktelefon
phone > pager > pager: pager|pager number|pager nummer
phone > callback > callback: callback|ruckmeldung
phone > isdn > isdn: isdn
phone > tty > textphone: tty tdd phone|telefon fur horbehinderte
phone > telex > telex: telex
phone > fax > fax: fax|fax number|fax nummer|faxnummer|telefax
phone > homefax > home fax: home fax|fax privat
phone > workfax > work fax: business fax|work fax|fax geschaftlich|fax dienstlich
phone > otherfax > other fax: other fax|weiteres fax
phone > assistant > assistant: assistant s phone|assistants phone|telefon assistent
address.whole > 1: address|addresses|full address|postal address|mailing address|adresse|anschrift|direccion|indirizzo|endereco
address.street > 1: street|street address|address line 1|address 1|strasse|strasse und hausnummer|rue|calle
address.extended > 1: address line 2|address 2|adresszusatz
address.city > 1: city|town|ort|stadt|wohnort|ville|ciudad|citta|cidade|stad
address.region > 1: state|region|province|county|state province|bundesland|land region bundesland
address.code > 1: postal code|postcode|post code|zip|zip code|zipcode|plz|postleitzahl|code postal|codigo postal|cap
address.country > 1: country|country region|land|pays|pais|paese
address.box > 1: po box|postfach
url > 1: url|urls|website|web site|web page|webpage|web|homepage|home page|webseite|internetseite|site web|pagina web|linkedin|linkedin url|linkedin profile|profile url|profile
url > personal > home: personal web page|private homepage
url > a > work: web page 1|webseite 1
url > b > home: web page 2|webseite 2
im > 1: imaddress|messengers|im address|im|messenger|screen name|messenger name|skype|instant messenger
birthday: birthday|birth date|birthdate|date of birth|dob|bday|geburtstag|geburtsdatum|date de naissance|anniversaire|fecha de nacimiento|cumpleanos|data di nascita
anniversary: anniversary|wedding anniversary|jahrestag|hochzeitstag
tags: tags|tag|labels|label|categories|category|groups|group|group membership|kategorien|kategorie|gruppen|gruppe|etiquettes|etiquetas|categorias
how_we_met: how we met|met at|where we met|wie kennengelernt
photo: photo|photo url|picture
"""

PLACES = {
    "business": "work", "work": "work", "geschaftlich": "work", "dienstlich": "work",
    "home": "home", "privat": "home", "private": "home", "other": "other", "weitere": "other", "weiteres": "other",
}  # fmt: skip
"""Words beside a part of an address that say whose it is."""

PARTS = {
    "street": "street", "street 2": "street2", "street 3": "street3", "city": "city", "state": "region",
    "postal code": "code", "country region": "country", "country": "country", "address po box": "box", "po box": "box",
    "address": "street", "address 2": "extended", "zipcode": "code", "zip code": "code", "zip": "code",
    "strasse": "street", "strasse 2": "street2", "strasse 3": "street3", "ort": "city", "region": "region",
    "bundesland": "region", "postleitzahl": "code", "plz": "code", "land region": "country", "land": "country",
    "postfach": "box", "adresse": "street", "adresse 2": "extended", "stadt": "city", "bundesland kanton": "region",
}  # fmt: skip

LINKEDIN = """
url > linkedin > linkedin: url|profile url
connected: connected on|verbunden am|connecte le|conectado el|conectado em|verbonden op|collegato il|connesso il
given: nombre|nome|prenom|vorname|voornaam
family: apellidos|cognome|sobrenome|nom|nachname|achternaam
"""

OUTLOOK = """
prefix: title|anrede
title: job title|position
department: department|abteilung
"""

THUNDERBIRD = """
birth.year: birth year|geburtsjahr
birth.month: birth month|geburtsmonat
birth.day: birth day|geburtstag
"""

GOOGLE = {
    "email": {"type": "email.label", "label": "email.label", "value": "email"},
    "phone": {"type": "phone.label", "label": "phone.label", "value": "phone"},
    "website": {"type": "url.label", "label": "url.label", "value": "url"},
    "event": {"type": "event.label", "label": "event.label", "value": "event"},
    "relation": {"type": "relation.label", "label": "relation.label", "value": "relation"},
    "custom field": {"type": "custom.label", "label": "custom.label", "value": "custom"},
    "im": {"type": "im.label", "label": "im.label", "service": "im.service", "value": "im"},
    "organization": {"name": "organization", "title": "title", "department": "department", "type": "drop"},
    "address": {
        "type": "address.label", "label": "address.label", "formatted": "address.whole", "street": "address.street",
        "city": "address.city", "po box": "address.box", "region": "address.region", "postal code": "address.code",
        "country": "address.country", "extended address": "address.extended",
    },
}  # fmt: skip
"""Families of numbered columns: `E-mail 2 - Label`. The type of an organization says "Work" and no more."""

FIELDS = (
    "name", "given", "additional", "family", "prefix", "suffix", "nickname", "organization", "title", "department",
    "email", "phone", "address", "street", "city", "region", "postal_code", "country", "url", "messenger", "birthday",
    "anniversary", "tags", "note", "how_we_met", "uid", "keep", "leave_out",
)  # fmt: skip
"""What a column can be said to be, by the user."""

SAID = {
    "street": "address.street", "city": "address.city", "region": "address.region", "postal_code": "address.code",
    "country": "address.country", "address": "address.whole", "messenger": "im", "keep": "other", "leave_out": "drop",
}  # fmt: skip
"""The meanings of FIELDS, where they are called otherwise here."""
