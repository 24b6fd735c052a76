//! What is said of every practice that is left out is so: nothing else that the book and the itineraries tell is truer.

use crate::check::case::Case;
use crate::check::detail::ViolationDetail;
use crate::check::fault::{DispositionFault, ProofFault};
use crate::check::frame::{Terms, road};
use crate::check::possible::{self, Question};
use crate::check::report::{About, Report};
use crate::check::room::LeftOutVisit;
use crate::model::index::{LiaisonIndex, PracticeIndex};
use crate::model::practice::AccessPolicy;
use crate::model::time::Date;
use crate::model::units::Minutes;
use crate::plan::disposition::{ColleagueOffer, Disposition, Exclusion, Rule, RuleSet, Status};

/// Checks the status of every practice without a stop.
pub(crate) fn check(case: &Case, report: &mut Report) {
    for fate in &case.plan.dispositions {
        let Some(practice) = case.book.practice_index(&fate.practice) else { continue };
        let is_seen = !case.stops(practice).is_empty() || matches!(fate.status, Status::Planned { .. });
        if let Some(detail) = (!is_seen).then(|| (LeftOut { case, practice, fate }).fault()).flatten() {
            report.add(About::practice(&fate.practice), detail);
        }
    }
}

/// A practice that is left out.
struct LeftOut<'a> {
    case: &'a Case<'a>,
    practice: PracticeIndex,
    fate: &'a Disposition,
}

impl LeftOut<'_> {
    /// Finds what is wrong with its status, if anything is.
    fn fault(&self) -> Option<ViolationDetail> {
        let stated = match self.fate.status {
            Status::Excluded { because } => Some(because),
            _ => None,
        };
        let fault = match (self.exclusion(), stated) {
            (actual, stated) if actual == stated && actual.is_some() => return None,
            (Some(Exclusion::NoSee), _) => DispositionFault::ReceivesNobody,
            (Some(Exclusion::NoPlace), _) => DispositionFault::HasNoPlace,
            (Some(Exclusion::Rest { .. }), _) => DispositionFault::Rests,
            (None, Some(Exclusion::NoSee)) => DispositionFault::Receives,
            (None, Some(Exclusion::NoPlace)) => DispositionFault::HasPlace,
            (None, Some(Exclusion::Rest { .. })) => DispositionFault::RestsNot,
            (None, None) => return self.of_rules(),
        };
        Some(ViolationDetail::WrongDisposition(fault))
    }

    /// Tells why the practice has to be left out whatever the rules, if it has to.
    fn exclusion(&self) -> Option<Exclusion> {
        let practice = self.case.practice(self.practice);
        if practice.access == AccessPolicy::NoSee {
            return Some(Exclusion::NoSee);
        }
        if practice.location.is_none() {
            return Some(Exclusion::NoPlace);
        }
        let covered = self.case.covers(self.practice).is_some();
        self.rest().filter(|_| covered).map(|until| Exclusion::Rest { until })
    }

    /// Finds the last day of the rest that holds all days of the plan, if one does.
    fn rest(&self) -> Option<Date> {
        let (case, book) = (self.case, self.case.book);
        let rests = |date: Date| book.is_resting(self.practice, date);
        let mut last = case.date(case.days - 1);
        // Every step ends a day later than the one before.
        while let Some(next) = book.rests_of(self.practice).iter().find(|it| it.holds(last.plus_days(1))) {
            last = next.until;
        }
        case.dates().all(|(_, date)| rests(date)).then_some(last)
    }

    /// Holds the status to the rules that forbid a visit.
    fn of_rules(&self) -> Option<ViolationDetail> {
        let liaison = self.fate.liaison.as_ref().map(|id| self.case.book.liaison_index(id));
        let question = Question::chosen(self.case, self.practice);
        let reasons = match liaison {
            Some(None) => return None,
            Some(Some(liaison)) => possible::reasons(&question, liaison),
            None => vec![vec![Rule::Skills]],
        };
        let liaison = liaison.flatten();
        let calls = forbid_all(&reasons, &[Rule::LeadTime]);
        let next = liaison.filter(|_| calls).and_then(|liaison| possible::next_call(&question, liaison));
        if let Some(next) = next {
            return self.too_late(next, liaison);
        }
        let too_early = forbid_all(&reasons, &[Rule::MinGap])
            || !calls && forbid_all(&reasons, &[Rule::MinGap, Rule::LeadTime]);
        match (&self.fate.status, liaison) {
            (Status::TooLateToCall { .. }, _) => {
                Some(ViolationDetail::WrongDisposition(DispositionFault::InTime))
            }
            (Status::NotDue { from }, _) if too_early => self.first_day(*from),
            _ if too_early => Some(ViolationDetail::WrongDisposition(DispositionFault::TooEarly)),
            (Status::NotDue { .. }, _) => Some(ViolationDetail::WrongDisposition(DispositionFault::FirstDay)),
            (Status::Impossible { reasons: stated, colleague }, liaison) => {
                self.impossible(&reasons, stated, liaison, colleague.as_ref())
            }
            _ if !reasons.is_empty() => Some(ViolationDetail::WrongDisposition(DispositionFault::Forbidden)),
            (_, Some(liaison)) => self.of_the_plan(liaison).map(ViolationDetail::WrongProof),
            (_, None) => None,
        }
    }

    /// Checks what is said where nobody can call in time: for which day to call, and by when, unless no visit pays in these days.
    fn too_late(&self, next: (Date, Date), liaison: Option<LiaisonIndex>) -> Option<ViolationDetail> {
        match self.fate.status {
            Status::TooLateToCall { day, call_by } => {
                ((day, call_by) != next).then_some(ViolationDetail::WrongProof(ProofFault::Call))
            }
            Status::Later { .. } => self.of_the_plan(liaison?).map(ViolationDetail::WrongProof),
            Status::NotWorthTheDrive { .. } if self.fate.rhythm.is_none() => {
                self.of_the_plan(liaison?).map(ViolationDetail::WrongProof)
            }
            _ => Some(ViolationDetail::WrongDisposition(DispositionFault::TooLate)),
        }
    }

    /// Checks the first day on which the cadence allows a visit.
    fn first_day(&self, stated: Date) -> Option<ViolationDetail> {
        let first = possible::first_rested(self.case, self.practice);
        (self.case.date(first) != stated)
            .then_some(ViolationDetail::WrongDisposition(DispositionFault::FirstDay))
    }

    /// Checks the rules that forbid any visit, and the colleague who could go.
    fn impossible(
        &self,
        actual: &[RuleSet],
        stated: &[RuleSet],
        liaison: Option<LiaisonIndex>,
        colleague: Option<&ColleagueOffer>,
    ) -> Option<ViolationDetail> {
        if actual.is_empty() {
            return Some(ViolationDetail::WrongDisposition(DispositionFault::Possible));
        }
        if actual != stated {
            return Some(ViolationDetail::WrongProof(ProofFault::Reasons));
        }
        let right = self.colleague(liaison).as_ref() == colleague;
        (!right).then_some(ViolationDetail::WrongProof(ProofFault::Colleague))
    }

    /// Finds the first other liaison for whom the visit is possible.
    fn colleague(&self, liaison: Option<LiaisonIndex>) -> Option<ColleagueOffer> {
        let question = Question::chosen(self.case, self.practice);
        let mut others = self.case.book.liaison_indices().filter(|other| Some(*other) != liaison);
        others.find_map(|other| {
            let days = possible::days(&question, other);
            let id = self.case.book.liaisons()[other.get()].id.clone();
            (!days.is_empty()).then_some(ColleagueOffer { liaison: id, days })
        })
    }

    /// Holds the status to the days planned.
    fn of_the_plan(&self, liaison: LiaisonIndex) -> Option<ProofFault> {
        let search = LeftOutVisit { case: self.case, liaison, practice: self.practice };
        match &self.fate.status {
            Status::Displaced { day, by, promised, referrals_short, binding, changes } => {
                let day = self.case.day(*day);
                search
                    .give_way(day, by, *promised)
                    .or_else(|| (!search.is_binding(day, binding)).then_some(ProofFault::Binding))
                    .or_else(|| (!search.are_changes(changes)).then_some(ProofFault::Change))
                    .or_else(|| {
                        is_short(*referrals_short).filter(|_| !*promised || !referrals_short.is_finite())
                    })
            }
            Status::NotWorthTheDrive { day, detour, referrals_short } => {
                self.detour(&search, *day, *detour).or_else(|| is_short(*referrals_short))
            }
            Status::Later { from } => self.later(*from),
            Status::AwaitsEdit { gain, .. } => {
                let follows = self.case.plan.replan.is_some();
                (!follows).then_some(ProofFault::Answer).or_else(|| is_short(*gain))
            }
            _ => None,
        }
    }

    /// Checks the drive that is not worth it: the way from home and back where no visit ever pays, else the least detour.
    fn detour(&self, search: &LeftOutVisit, day: Date, detour: Minutes) -> Option<ProofFault> {
        let detour = i64::from(detour.0);
        let right = if self.fate.rhythm.is_none() {
            let home = self.case.book.liaisons()[search.liaison.get()].home;
            let around = |place| road(self.case, home, place) + road(self.case, place, home);
            day == self.case.plan.start && self.case.place(self.practice).map(around) == Some(detour)
        } else {
            let extra = |day: i64| Some(search.driving(day, &Terms::USUAL)? - search.planned_driving(day));
            let least = (0..self.case.days).filter_map(extra).min();
            least == Some(detour) && extra(self.case.day(day)) == least
        };
        (!right).then_some(ProofFault::Detour)
    }

    fn later(&self, stated: Date) -> Option<ProofFault> {
        let Some(rhythm) = self.fate.rhythm else { return Some(ProofFault::NoRhythm) };
        let from = rhythm.next.max(self.case.date(self.case.days));
        (from != stated).then_some(ProofFault::LaterDay)
    }
}

/// Tells whether every reason has one of these rules.
fn forbid_all(reasons: &[RuleSet], rules: &[Rule]) -> bool {
    !reasons.is_empty() && reasons.iter().all(|set| rules.iter().any(|rule| set.contains(rule)))
}

/// Tells whether a figure is no number of referrals.
fn is_short(referrals: f64) -> Option<ProofFault> {
    (!(referrals.is_finite() && referrals >= 0.0)).then_some(ProofFault::Short)
}
