//! Which talking points a practice hears at each of its visits.

use crate::brief::config::BriefConfig;
use crate::brief::repeat::{is_over, is_within};
use crate::model::practice::Tier;
use crate::model::segment::Segment;
use crate::model::time::Date;
use crate::model::topic::{HeardTopic, Topic};

/// Who hears talking points.
#[derive(Debug, Clone)]
pub(crate) struct Audience<'a> {
    /// In small letters.
    pub(crate) specialty: Option<String>,
    pub(crate) tier: Tier,
    pub(crate) segment: Segment,
    /// What was heard before.
    pub(crate) heard: &'a [HeardTopic],
}

/// Picks the talking points of the visits to one practice, on these days in order: for each visit at most three positions in
/// `topics`.
///
/// Visits are filled one after the other. New talking points go before those that this plan has told already. Among them goes first
/// the one with the fewest visits left that could tell it, then the one that ends first, then the one not heard for longest.
///
/// That is the greedy matching of Glover for convex bipartite graphs, so no choice tells more different talking points. The proof
/// stands in F. Glover, "Maximum matching in a convex bipartite graph", Naval Research Logistics Quarterly 14 (1967),
/// doi:10.1002/nav.3800140304. It takes O(v t log t) steps for v visits and t talking points. Limit: those that are told several times
/// fill the places that are left in the same order, and their number need not be the largest.
pub(crate) fn told(topics: &[Topic], audience: &Audience, as_of: Date, days: &[Date]) -> Vec<Vec<usize>> {
    let mut tellings: Vec<Telling> = (0..)
        .zip(topics)
        .filter(|(_, topic)| is_for(topic, audience))
        .map(|(at, topic)| Telling { at, topic, last: last_heard(topic, audience, as_of), is_told: false })
        .collect();
    days.iter().map(|day| tell(&mut tellings, *day, days)).collect()
}

/// A talking point for a practice.
struct Telling<'a> {
    at: usize,
    topic: &'a Topic,
    /// When the practice heard it last, or will have.
    last: Option<Date>,
    /// Whether this plan has told it already.
    is_told: bool,
}

impl Telling<'_> {
    /// Tells whether the practice may hear it on a day.
    fn may_come(&self, day: Date) -> bool {
        let is_on = is_within(self.topic.from, self.topic.until, day);
        is_on && self.last.is_none_or(|last| is_over(last, self.topic.every_days, day))
    }

    /// Returns what decides who goes first, the smallest before all others.
    fn urgency(&self, days: &[Date]) -> (bool, usize, bool, Option<Date>, Option<Date>, usize) {
        let left = days.iter().filter(|day| self.topic.until.is_none_or(|until| **day <= until)).count();
        (self.is_told, left, self.topic.until.is_none(), self.topic.until, self.last, self.at)
    }
}

/// Picks what is told on a day.
fn tell(tellings: &mut [Telling], day: Date, days: &[Date]) -> Vec<usize> {
    let mut coming: Vec<&mut Telling> = tellings.iter_mut().filter(|it| it.may_come(day)).collect();
    coming.sort_by_key(|it| it.urgency(days));
    coming.truncate(BriefConfig::MOST_TOPICS);
    for it in &mut coming {
        (it.last, it.is_told) = (Some(day), true);
    }
    coming.iter().map(|it| it.at).collect()
}

fn is_for(topic: &Topic, audience: &Audience) -> bool {
    let specialty = audience.specialty.as_ref().is_some_and(|it| topic.specialties.contains(it));
    (topic.specialties.is_empty() || specialty)
        && (topic.tiers.is_empty() || topic.tiers.contains(&audience.tier))
        && (topic.segments.is_empty() || topic.segments.contains(&audience.segment))
}

fn last_heard(topic: &Topic, audience: &Audience, as_of: Date) -> Option<Date> {
    let heard = audience.heard.iter().filter(|it| it.topic == topic.id && it.date <= as_of);
    heard.map(|it| it.date).max()
}
