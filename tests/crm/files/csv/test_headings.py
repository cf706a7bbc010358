"""What columns are called: the words of seven languages, alone and together, numbered, in brackets, in one word."""

import pytest

from crm.formats.csv.column_fields import Meaning, normalize_heading
from crm.formats.csv.column_recognition import meanings_by_name, resolve_slots
from crm.formats.csv.column_understanding import understand_columns
from crm.formats.csv.known_programs import non_people_content, table_kind
from crm.formats.csv.table_kinds import CSV
from crm.formats.csv.vocabulary import LANGUAGES, lexicon


def said(header: str) -> list[str]:
    """ "field" or "field label" or "field number" of each column."""
    names = header.split(";")
    return [_short(one.meaning) for one in understand_columns(names, table_kind(names), [])]


def _short(meaning: Meaning) -> str:
    number = meaning.slot if meaning.slot.isdigit() and meaning.slot != "1" else ""
    return f"{meaning.field} {meaning.label or number}".strip()


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("Vorname;Nachname;Mail privat;Handy-Nr.;Firma (aktuell);Geb.-Datum;Tel. geschäftl.",
         "given;family;email home;phone cell;organization;birthday;phone work"),
        ("NAME;VORNAME;STRASSE;HAUSNR;PLZ;ORT;Durchwahl;dienstl. E-Mail;Mobil privat",
         "family;given;address.street;address.number;address.code;address.city;phone;email work;phone home cell"),
        ("Vor- und Nachname;Firmenadresse;Privattelefon;Wohnort mit PLZ;Mitgliedsnummer;Geburtsort",
         "name;address.whole work;phone home;address.place;other;other"),
        ("Civilité;NOM;PRENOM;Adresse pro.;Code postal;Ville;N° de portable;Courriel perso;Né(e) le;Service",
         "prefix;family;given;address.whole work;address.code work;address.city work;phone cell;email home;birthday;department"),
        ("Nombre;Primer apellido;Segundo apellido;Móvil;Correo trabajo;F. nacimiento;Aniversario;Población",
         "given;family;family.second;phone cell;email work;birthday;anniversary;address.city"),
        ("Cognome;Nome;Cell.;Tel. casa;E-mail personale;Azienda;Ruolo;Via;N. civico;CAP;Prov.;Nato il",
         "family;given;phone cell;phone home;email home;organization;title;address.street;address.number;address.code;"
         "address.region;birthday"),
        ("Voornaam;Tussenvoegsel;Achternaam;Huisadres, straat;Huisadres, plaats;Telefoon op werk 2;06-nummer;Geb.datum",
         "given;family.particle;family;address.street home;address.city home;phone work;phone cell;birthday"),
        ("Nome;Apelido;Telemóvel;Morada;Localidade;Aniversário;Endereço de email 2;Empresa",
         "given;family;phone cell;address.whole;address.city;birthday;email 2;organization"),
        ("contact_first_name;LASTNAME;emailaddress2;mobilephone;jobtitle;company_name;ADDR_LINE1;ZIP",
         "given;family;email 2;phone cell;title;organization;address.street;address.code"),
        ("Full Name;Cell #;Tel (h);Alt. email;City, State;Where we met;LinkedIn;Skype ID",
         "name;phone cell;phone home;email 2;address.place;how_we_met;url linkedin;im skype"),
        ("Name;Spouse's phone;Emergency phone;Former employer;Assistant email;Contact owner;CONTACT ID",
         "name;other;other;other;other;other;other"),
        ("Work Address;City;Zip;Home Address;City;Zip;Name",
         "address.whole work;address.city work;address.code work;address.whole home;address.city home;address.code home;name"),
        ("Förnamn;Efternamn;E-post;Imię;姓名", "given;family;email;other;name"),
        ("Name, Vorname;Tel", "name family first;phone"),
        ("Last, First;Phone", "name family first;phone"),
        ("Cognome e nome;Tel", "name family first;phone"),
        ("Apellidos, Nombre;Tel", "name family first;phone"),
        ("Contact first name;Contact last name;Tel", "given;family;phone"),
        ("Telefon 1;Telefon 2;E-mail 2 - Value;Name", "phone;phone 2;email 2;name"),
    ],
)  # fmt: skip
def test_a_header_is_understood(header: str, wanted: str) -> None:
    assert said(header) == wanted.split(";")


@pytest.mark.parametrize("language", LANGUAGES[:-1])
def test_every_word_of_a_language_says_its_own_field_in_a_table_of_that_language(language: str) -> None:
    phrases = {
        phrase: senses[language][0]
        for phrase, senses in lexicon().senses.items()
        if language in senses and senses[language][0].kind == "field"
    }
    context = list(phrases)
    wrong = [
        phrase
        for phrase, meaning in zip(context, meanings_by_name(context, CSV), strict=True)
        if meaning.field != phrases[phrase].word and meaning.field != "kept"
    ]
    assert len(phrases) > 150
    assert wrong == []


def test_a_word_that_two_languages_use_is_read_in_the_tables_own() -> None:
    assert said("Nome;Sobrenome;Telefone;Aniversário")[-1] == "birthday"
    assert said("Nombre;Apellidos;Teléfono;Aniversario;Cumpleaños")[-2:] == ["anniversary", "birthday"]
    assert said("Nome;Cognome;Indirizzo;Stato")[-1] == "address.country"
    assert said("Nome;Cognome;Telefono;Stato")[-1] == "other", "a status"
    assert said("Name;Last met")[-1] == "other", "the second word is no Dutch one"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Titel;Voornaam;Achternaam;Werkadres, straat;Autotelefoon;Telex;Radiotelefoon;Land/regio (werk)", "outlook-csv"),
        ("Titre;Prénom;Nom;Titre;Rue (bureau);Téléphone (voiture);RNIS;Télex;Rappel", "outlook-csv"),
        ("Prénom;Surnom;Adresse électronique principale;Adresse électronique secondaire;Année de naissance;Mois;Jour",
         "thunderbird-csv"),
        ("Nom;Prénom;Connecté le", "linkedin"), ("Name;Telefon;Telefon privat", "csv"),
    ],
)  # fmt: skip
def test_programs_are_known_in_other_languages(header: str, kind: str) -> None:
    assert table_kind(header.split(";")) == kind


def test_in_french_outlook_calls_the_honorific_and_the_job_the_same() -> None:
    header = "Titre;Prénom;Nom;Titre;Rue (bureau);Téléphone (voiture);RNIS;Télex;Rappel"
    assert said(header)[:4] == ["prefix", "given", "family", "title"]


def test_the_same_column_twice_is_two_of_what_there_can_be_two_of() -> None:
    found = resolve_slots(
        meanings_by_name(
            ["Email", "Email", "Email", "Street", "City", "Street", "City", "Birthday", "DOB"], CSV
        )
    )
    assert [one.slot for one in found[:7]] == ["1", "1 #2", "1 #3", "1", "1", "1 #2", "1 #2"]
    assert [one.field for one in found[7:]] == ["birthday", "other"]


def test_tables_of_linkedins_without_people_are_told_by_their_columns() -> None:
    assert (
        non_people_content(["First Name", "Last Name", "Headline", "Summary"]) == "your own LinkedIn profile"
    )
    assert non_people_content(["First Name", "Last Name", "Email Address"]) == ""


def test_names_are_compared_without_case_accents_and_punctuation() -> None:
    assert normalize_heading("E-Mail (Geschäftl.)") == "email geschaftl"
