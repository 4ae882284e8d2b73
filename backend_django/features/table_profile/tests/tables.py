"""Small tables of facts, in which something is wrong or nearly is."""

PLANETS = """\
planet,symbol,moons,mass,since
Mercury,☿,0,0.055,
Venus,♀,0,0.815,
Earth,⊕,1,1,
Mars,♂,2,0.107,
Jupiter,♃,95,317.8,
Saturn,♄,146,95.2,
Uranus,⛢,28,14.5,1781-03-13
Neptune,♆,16,17.1,1846-09-23
"""

# Capital, country, two letters, calling code, people in thousands, area code of the city.
CAPITALS = [
    ("Oslo", "Norway", "NO", 47, 709, "0150"),
    ("Bern", "Switzerland", "CH", 41, 134, "3011"),
    ("Riga", "Latvia", "LV", 371, 605, "1050"),
    ("Rome", "Italy", "IT", 39, 2755, "00118"),
    ("Paris", "France", "FR", 33, 2103, "75001"),
    ("Berlin", "Germany", "DE", 49, 3662, "10115"),
    ("Madrid", "Spain", "ES", 34, 3332, "28001"),
    ("Vienna", "Austria", "AT", 43, 1982, "1010"),
    ("Prague", "Czechia", "CZ", 420, 1357, "11000"),
    ("Dublin", "Ireland", "IE", 353, 592, "D01"),
    ("Lisbon", "Portugal", "PT", 351, 546, "1000-001"),
    ("Athens", "Greece", "GR", 30, 643, "10431"),
    ("Warsaw", "Poland", "PL", 48, 1863, "00-001"),
    ("Helsinki", "Finland", "FI", 358, 664, "00100"),
    ("Tallinn", "Estonia", "EE", 372, 453, "10111"),
    ("Vilnius", "Lithuania", "LT", 370, 602, "01100"),
    ("Budapest", "Hungary", "HU", 36, 1671, "1011"),
    ("Brussels", "Belgium", "BE", 32, 196, "1000"),
    ("Copenhagen", "Denmark", "DK", 45, 660, "1050"),
    ("Stockholm", "Sweden", "SE", 46, 984, "11120"),
]
HEADER = "capital,country,code,calling,people,postcode"


def capitals(*changes, times=1):
    """Write the capitals; a change is a position, a field and its text."""
    rows = [list(map(str, row)) for row in CAPITALS * times]
    for position, field, text in changes:
        rows[position][HEADER.split(",").index(field)] = text
    return "\n".join([HEADER, *(",".join(row) for row in rows)]) + "\n"
