//! What annealing makes of a cooling: how high the temperature is, and how much of its cost travel counts for.
//!
//! Where worth and travel both weigh, visits that pay only together fall apart in the heat, journey by journey, and few
//! journeys come back. While travel is cheap they hold.

use crate::random::halved;
use crate::routing::state::solution::SearchSolution;
use crate::routing::support::fixed_point::Share;

/// The temperature of a search, in units of the objective, and the price of travel.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cooling {
    /// The first temperature's two parts.
    travel: f64,
    worth: f64,
    /// The last share of the part of travel, and of the part of worth.
    cold: f64,
    cold_worth: f64,
    /// What travel counts for at first.
    cheap: f64,
    /// The part of a cooling after which travel counts for all it costs.
    cheap_until: f64,
}

impl Cooling {
    pub(crate) fn of(solution: &SearchSolution<'_>) -> Self {
        let (travel, worth) = (solution.data.weight * solution.totals.travel, solution.totals.value);
        let visits = solution.totals.visits.max(1) as f64;
        let tuning = &solution.data.tuning;
        let for_ties = travel < worth / tuning.ties;
        Self {
            travel: tuning.hot_by_travel * travel as f64 / visits,
            worth: tuning.hot_by_worth * worth as f64 / visits,
            cold: tuning.cold,
            cold_worth: if for_ties { tuning.cold_for_ties } else { tuning.cold },
            cheap: if for_ties || worth <= travel / tuning.ties { 1.0 } else { tuning.cheap },
            cheap_until: tuning.cheap_until,
        }
    }

    /// The temperature when this part of a cooling is over.
    pub(crate) fn at(self, cooled: f64) -> f64 {
        let left = |cold: f64| halved(cooled * -libm::log2(cold));
        self.travel * left(self.cold) + self.worth * left(self.cold_worth)
    }

    /// How much of its cost travel counts for when this part of a cooling is over.
    pub(crate) fn price(self, cooled: f64) -> Share {
        Share::new(self.cheap + (1.0 - self.cheap) * (cooled / self.cheap_until).min(1.0))
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
