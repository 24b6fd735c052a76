//! What annealing makes of a cooling: how high the temperature is, and how much of its cost travel counts for.

use crate::random::halved;
use crate::routing::model::problem::Value;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::fixed_point::Share;

/// First temperature: so many times the travel of a visit, and so many times its worth.
const HOT_BY_TRAVEL: f64 = 3.0;
const HOT_BY_WORTH: f64 = 0.75;
/// The last temperature as a share of the first.
const COLD: f64 = 0.0033;
/// The same for the part of worth where travel only breaks ties: differences of worth are seldom small, and below this share
/// nothing changed any more.
const COLD_FOR_TIES: f64 = 0.05;
/// Travel breaks ties if it counts less than one part in so many of the worth of the visits; worth does likewise.
const TIES: Value = 200;
/// What travel counts for when a cooling begins. Where worth and travel both weigh, visits that pay only together fall apart in
/// the heat, journey by journey, and few journeys come back; while travel is cheap they hold.
const CHEAP: f64 = 0.7;
/// The part of a cooling after which travel counts for all it costs.
pub(crate) const CHEAP_UNTIL: f64 = 0.6;

/// The temperature of a search, in units of the objective, and the price of travel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cooling {
    /// The first temperature's two parts.
    travel: f64,
    worth: f64,
    /// The last share of the part of worth.
    cold: f64,
    /// What travel counts for at first.
    cheap: f64,
}

impl Cooling {
    pub(crate) fn of(solution: &SearchSolution<'_>) -> Self {
        let (travel, worth) = (solution.data.weight * solution.totals.travel, solution.totals.value);
        let visits = solution.totals.visits.max(1) as f64;
        let for_ties = travel < worth / TIES;
        Self {
            travel: HOT_BY_TRAVEL * travel as f64 / visits,
            worth: HOT_BY_WORTH * worth as f64 / visits,
            cold: if for_ties { COLD_FOR_TIES } else { COLD },
            cheap: if for_ties || worth <= travel / TIES { 1.0 } else { CHEAP },
        }
    }

    /// The temperature when this part of a cooling is over.
    pub(crate) fn at(self, cooled: f64) -> f64 {
        let left = |cold: f64| halved(cooled * -libm::log2(cold));
        self.travel * left(COLD) + self.worth * left(self.cold)
    }

    /// How much of its cost travel counts for when this part of a cooling is over.
    pub(crate) fn price(self, cooled: f64) -> Share {
        Share::new(self.cheap + (1.0 - self.cheap) * (cooled / CHEAP_UNTIL).min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use crate::routing::model::problem::{Client, Demand, Problem, Shift, Travel, Window};
    use crate::routing::search::cooling::Cooling;
    use crate::routing::state::solution::SearchSolution;
    use crate::routing::support::fixed_point::Share;
    use crate::routing::trial::{data, filled};

    /// One client an hour away and back.
    fn problem(demand: Demand) -> Problem {
        let day = Window { open: 0, close: 480 };
        Problem {
            days: 1,
            travel: Travel::Matrix { sites: 2, table: vec![0, 60, 60, 0] },
            shifts: vec![Shift::new(0, 0, 0, day)],
            clients: vec![Client::new(1, 30, vec![vec![day]], demand)],
            travel_weight: 1,
        }
    }

    fn cooling(demand: Demand) -> Cooling {
        let problem = problem(demand);
        let data = data(&problem);
        let solution: SearchSolution<'_> = filled(&data, 1);
        assert_eq!(solution.totals.visits, 1);
        Cooling::of(&solution)
    }

    #[test]
    fn travel_is_cheap_at_first_where_it_weighs_against_worth() {
        let cooling = cooling(Demand::Optional { prize: 200 });
        assert_eq!([0.0, 0.3, 0.6, 1.0].map(|cooled| cooling.price(cooled).of(1000)), [700, 850, 1000, 1000]);
    }

    #[test]
    fn travel_counts_for_all_it_costs_where_it_is_all_or_next_to_nothing() {
        for demand in [Demand::Required, Demand::Optional { prize: 1_000_000 }] {
            assert_eq!(cooling(demand).price(0.0), Share::WHOLE);
        }
    }

    #[test]
    fn a_cooling_ends_at_a_fixed_share_of_its_first_temperature() {
        let required = cooling(Demand::Required);
        let ratio = required.at(1.0) / required.at(0.0);
        assert!((ratio - 0.0033).abs() < 1e-4, "{ratio}");
    }
}
