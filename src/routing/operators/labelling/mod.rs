//! Rewrites one route at a stroke: the best choice among its own clients and those that are left out, and the best order.
//!
//! Method: labels are ways from an end of the shift to a client, with what they have gained. At first they may visit a client
//! again (not at once), which bounds from above what a route can be worth. The best routes that do teach the clients between
//! two visits to remember the one visited twice, and the next labels may not return as long as they pass such clients only:
//! ng-routes (Baldacci, Mingozzi & Roberti 2011, doi 10.1287/opre.1110.0975) with neighbourhoods learned as in Roberti & Mingozzi
//! 2014 (doi 10.1287/trsc.2013.0474), after the decremental relaxation of Righini & Salani 2008 (doi 10.1002/net.20212). A label is
//! dropped if another is as good in time, gain and memory. Passes go along time and against it in turn, and a label is also
//! dropped if no label of the pass before can continue it to a route that is worth more than the best one known; so passes
//! get smaller as the memory grows. A look at the only route there is goes on where it was cut short the time before. The first looks
//! are at some of the unassigned clients; after each that comes to its end, at twice as many. When no label is left, no better route of these candidates exists, apart from what dominance does
//! not look at (limits of load, stops, travel and waiting), what bounds of work, memory and stops cut off, and ways past clients from
//! whom the direct way to the end takes too long, where travel breaks the triangle inequality.
//! O(labels * candidates * labels of a candidate) a pass; mostly the first of a candidate's labels that is looked at decides, and
//! time goes with labels times candidates.

pub(crate) mod bucket;
pub(crate) mod extension;
pub(crate) mod labels;
pub(crate) mod ng_memory;
pub(crate) mod route_labelling;
#[cfg(test)]
pub(crate) mod tests;
